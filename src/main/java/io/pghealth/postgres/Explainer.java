package io.pghealth.postgres;

import java.util.List;
import java.util.Map;

/** The one guarded place that sends EXPLAIN of foreign text. */
public interface Explainer extends AutoCloseable {

  /**
   * What to explain.
   *
   * @param text normalised statement with {@code $1 …} for its values
   * @param values one value per parameter, each a text that the server coerces to the parameter's
   *     type (element may be null for SQL NULL); null for the generic plan
   * @param settings from the short list of the safety contract, already chosen, applied with SET
   *     LOCAL; values are clamped, others ignored
   * @param hypothetical index that the planner is to believe in, as a CREATE INDEX of ours with
   *     every name qualified and quoted; null for none. Refused where HypoPG is not installed
   */
  record Request(
      String text, List<String> values, Map<String, String> settings, String hypothetical) {

    /** Without a hypothetical index. */
    public Request(String text, List<String> values, Map<String, String> settings) {
      this(text, values, settings, null);
    }
  }

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * A plan.
   *
   * @param json what EXPLAIN (FORMAT JSON) printed; with values its conditions hold them, so it is
   *     to be read and never to be shown
   * @param scansAdded what planning added to pg_stat_*_indexes.idx_scan, by index OID
   */
  record Explained(String json, Map<Long, Long> scansAdded) implements Outcome {}

  /**
   * Not sent, or not planned.
   *
   * @param kind whether it makes sense to ask again
   * @param reason in our words
   * @param remedy what unlocks it
   * @param stand what may be asked instead; null for nothing
   */
  record Refused(Kind kind, String reason, Remedy remedy, Stand stand) implements Outcome {
    /** With nothing to ask instead. */
    public Refused(Kind kind, String reason, Remedy remedy) {
      this(kind, reason, remedy, null);
    }
  }

  /**
   * A partition that may be asked instead of a table with too many.
   *
   * @param table name of the partitioned table
   * @param key first column of its partition key
   * @param partitionSchema of the partition
   * @param partition the oldest that holds rows, so that it stays the same for long
   */
  record Stand(String table, String key, String partitionSchema, String partition) {}

  /** Whether it makes sense to ask again. */
  enum Kind {
    /** The role must not explain here at all; every statement of this database is refused. */
    ROLE,
    /** This statement's text will never be explained. */
    TEXT,
    /** A privilege on what the statement names is missing; the remedy grants it. */
    PRIVILEGE,
    /** It failed this time (lock, timeout, lost connection). */
    TRANSIENT,
    /** Too many partitions for the lock table. */
    LOCKS,
    /** Row-level security would show another plan to us than to the application. */
    ROW_SECURITY
  }

  /** Explains one statement in a transaction that ends in ROLLBACK. Never throws for the text. */
  Outcome explain(Request request);

  @Override
  void close();
}
