package io.pghealth.check;

import io.pghealth.finding.Severity;
import io.pghealth.history.Trends.Rate;
import io.pghealth.snapshot.FreezeAges.Age;
import io.pghealth.snapshot.SettingFacts;
import java.time.Duration;
import java.util.Optional;

/**
 * From which age on something is wrong.
 *
 * @param space which IDs
 * @param maxAge the server's freeze max age
 * @param failsafe the age from which on a vacuum leaves indexes and cost limits aside, as {@code
 *     vacuum_xid_failsafe_check} in vacuum.c computes it
 * @param rate IDs a day; null where it is not known
 */
record FreezeRule(IdSpace space, long maxAge, long failsafe, Rate rate) {
  private static final double OVERDUE = 1.2;

  private static final double FAILSAFE_OF_MAX = 1.05;

  private static final Duration CLOSE = Duration.ofDays(7);

  private static final Duration NEAR = Duration.ofDays(30);

  /** A burst says nothing of the days to come. */
  private static final Duration LEAST_SPAN = Duration.ofHours(1);

  private static final double CENTURY_DAYS = 36_500;

  /** Whether somebody works on it. */
  enum Work {
    YES,
    NO,
    UNKNOWN
  }

  /** A verdict; the third is that nothing is wrong. */
  sealed interface Verdict {
    /** Something is. */
    record Risk(Severity severity) implements Verdict {}

    /** It depends on whether a vacuum is at work. */
    record Unsure() implements Verdict {}
  }

  static FreezeRule of(IdSpace space, SettingFacts settings, Optional<Rate> rate) {
    long maxAge = settings.number(space.maxAge()).orElse(0.0).longValue();
    long failsafe = settings.number(space.failsafeAge()).orElse(0.0).longValue();
    return new FreezeRule(
        space,
        maxAge,
        Math.max(failsafe, Math.round(maxAge * FAILSAFE_OF_MAX)),
        rate.filter(r -> r.span().compareTo(LEAST_SPAN) >= 0).orElse(null));
  }

  /** Half of what there is: late, whoever is at work. */
  static long half() {
    return IdSpace.LIMIT / 2;
  }

  Optional<Verdict> judge(Age age, Work work) {
    if (age.age() >= failsafe) {
      return Optional.of(new Verdict.Risk(Severity.CRITICAL));
    }
    boolean late = age.age() >= half();
    if (age.age() < OVERDUE * age.max() || work == Work.YES && !late) {
      return Optional.empty();
    }
    return Optional.of(
        work == Work.UNKNOWN && !late
            ? new Verdict.Unsure()
            : new Verdict.Risk(severity(age, late)));
  }

  private Severity severity(Age age, boolean late) {
    Duration left = timeLeft(age.age()).orElse(null);
    if (left != null && left.compareTo(CLOSE) < 0) {
      return Severity.CRITICAL;
    }
    return late || left != null && left.compareTo(NEAR) < 0 ? Severity.HIGH : Severity.MEDIUM;
  }

  /** Until the limit at the observed rate; empty where it is not known, or takes a century. */
  Optional<Duration> timeLeft(long age) {
    if (rate == null || rate.perDay() <= 0) {
      return Optional.empty();
    }
    double days = left(age) / rate.perDay();
    return days > CENTURY_DAYS
        ? Optional.empty()
        : Optional.of(Duration.ofMinutes(Math.round(days * 24 * 60)));
  }

  static long left(long age) {
    return Math.max(0, IdSpace.LIMIT - age);
  }
}
