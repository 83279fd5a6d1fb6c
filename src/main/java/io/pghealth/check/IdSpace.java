package io.pghealth.check;

import io.pghealth.snapshot.DatabaseAges;
import io.pghealth.snapshot.DatabaseAges.Database;
import io.pghealth.snapshot.FreezeAges.Age;
import io.pghealth.snapshot.FreezeAges.Relation;
import io.pghealth.snapshot.HorizonFacts;

/** IDs of 32 bits that are used again, and so have to be frozen in time. */
enum IdSpace {
  TRANSACTIONS(
      "transaction",
      "autovacuum_freeze_max_age",
      "vacuum_failsafe_age",
      HorizonFacts.NEXT_TRANSACTION,
      "at the limit every command that writes fails, in every database of the server"),
  MULTIXACTS(
      "multixact",
      "autovacuum_multixact_freeze_max_age",
      "vacuum_multixact_failsafe_age",
      DatabaseAges.NEXT_MULTIXACT,
      "at the limit every command that locks a row which another transaction has locked fails,"
          + " foreign keys among them, in every database of the server");

  /**
   * The age at which the server gives out no more of them: half of the space, less 3 million
   * (varsup.c: SetTransactionIdLimit, multixact.c: SetMultiXactIdLimit).
   */
  static final long LIMIT = (1L << 31) - 1 - 3_000_000;

  private final String word;
  private final String maxAge;
  private final String failsafeAge;
  private final String measure;
  private final String impact;

  IdSpace(String word, String maxAge, String failsafeAge, String measure, String impact) {
    this.word = word;
    this.maxAge = maxAge;
    this.failsafeAge = failsafeAge;
    this.measure = measure;
    this.impact = impact;
  }

  String word() {
    return word;
  }

  String impact() {
    return impact;
  }

  /** The setting from which on autovacuum freezes. */
  String maxAge() {
    return maxAge;
  }

  /** The setting from which on a vacuum drops all else. */
  String failsafeAge() {
    return failsafeAge;
  }

  /** Name of the series of how many were used up. */
  String measure() {
    return measure;
  }

  Age of(Relation relation) {
    return switch (this) {
      case TRANSACTIONS -> relation.transactions();
      case MULTIXACTS -> relation.multixacts();
    };
  }

  long of(Database database) {
    return switch (this) {
      case TRANSACTIONS -> database.transactions();
      case MULTIXACTS -> database.multixacts();
    };
  }
}
