package io.pghealth.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What autovacuum decides by in one database (relation_needs_vacanalyze in autovacuum.c): settings,
 * options and counters of every user table, materialized view and TOAST table.
 *
 * @param server what holds where a table says nothing
 * @param relations in no order
 */
public record VacuumFacts(Server server, List<Relation> relations) implements Measured {
  /** Followed per database and cycle; the ones furthest beyond their threshold first. */
  private static final int FOLLOWED = 50;

  private static final long WORTH_FOLLOWING = 1_000;

  /** Copies the list. */
  public VacuumFacts {
    relations = List.copyOf(relations);
  }

  /** The measure that says since when a relation has been due for VACUUM. */
  public static String vacuumDue(Relation relation) {
    return "vacuum due/" + relation.oid();
  }

  /** The measure that says since when a relation has been due for ANALYZE. */
  public static String analyzeDue(Relation relation) {
    return "analyze due/" + relation.oid();
  }

  /**
   * Of each relation beyond its threshold a number that stays the same until it is vacuumed (or
   * analyzed) or rewritten, and then falls: the series starts anew, and its first point says since
   * when the relation has been due.
   */
  @Override
  public Map<String, Long> measures() {
    Map<String, Long> measures = new HashMap<>();
    due(Relation::dead, r -> r.vacuumThreshold(server))
        .forEach(r -> measures.put(vacuumDue(r), mark(r, r.vacuums())));
    due(Relation::insertedSinceVacuum, r -> r.insertThreshold(server))
        .forEach(r -> measures.put(vacuumDue(r), mark(r, r.vacuums())));
    due(Relation::modifiedSinceAnalyze, r -> r.toast() ? -1 : r.analyzeThreshold(server))
        .forEach(r -> measures.put(analyzeDue(r), mark(r, r.analyzes())));
    return measures;
  }

  private List<Relation> due(ToLongFunction<Relation> count, ToDoubleFunction<Relation> threshold) {
    return relations.stream()
        .filter(r -> count.applyAsLong(r) >= WORTH_FOLLOWING)
        .filter(r -> threshold.applyAsDouble(r) >= 0)
        .filter(r -> count.applyAsLong(r) > threshold.applyAsDouble(r))
        .sorted(
            Comparator.comparingDouble(
                    (Relation r) -> threshold.applyAsDouble(r) / Math.max(1, count.applyAsLong(r)))
                .thenComparing(Relation::oid))
        .limit(FOLLOWED)
        .toList();
  }

  private static long mark(Relation relation, long times) {
    return -(relation.fileNode() << 24) - times;
  }

  /**
   * Settings of the server, and who is at work.
   *
   * @param enabled autovacuum
   * @param counting track_counts
   * @param countingSource where it is set: pg_settings.source
   * @param naptime autovacuum_naptime: each database is visited once in it
   * @param mostWorkers autovacuum_max_workers
   * @param workers at work now, in all databases; null where hidden
   * @param vacuumThreshold autovacuum_vacuum_threshold, rows
   * @param vacuumScale autovacuum_vacuum_scale_factor
   * @param vacuumMost autovacuum_vacuum_max_threshold, rows; negative for none, and before 18
   * @param insertThreshold autovacuum_vacuum_insert_threshold, rows; negative for never
   * @param insertScale autovacuum_vacuum_insert_scale_factor
   * @param analyzeThreshold autovacuum_analyze_threshold, rows
   * @param analyzeScale autovacuum_analyze_scale_factor
   * @param time the instance's clock
   */
  public record Server(
      boolean enabled,
      boolean counting,
      String countingSource,
      Duration naptime,
      int mostWorkers,
      Integer workers,
      double vacuumThreshold,
      double vacuumScale,
      double vacuumMost,
      double insertThreshold,
      double insertScale,
      double analyzeThreshold,
      double analyzeScale,
      Instant time) {}

  /**
   * One table, or the TOAST table of one.
   *
   * @param oid of it
   * @param ownerOid of the table; the same where it is no TOAST table
   * @param schema of the table
   * @param name of the table
   * @param fileNode relfilenode, another after each rewrite and TRUNCATE
   * @param tuples reltuples; -1 where it was never vacuumed or analyzed
   * @param pages relpages
   * @param allFrozenPages relallfrozen; 0 before 18
   * @param options those that count for it, by name
   * @param ownOptions whether they are its own; a TOAST table may go by those of its table
   * @param live n_live_tup
   * @param dead n_dead_tup
   * @param inserted n_tup_ins
   * @param updated n_tup_upd
   * @param deleted n_tup_del
   * @param modifiedSinceAnalyze n_mod_since_analyze
   * @param insertedSinceVacuum n_ins_since_vacuum
   * @param lastVacuum by hand or not; null for none
   * @param lastManualVacuum by hand; null for none
   * @param lastAnalyze by hand or not; null for none
   * @param vacuums how many were counted
   * @param analyzes how many were counted
   * @param contended whether somebody holds a lock that autovacuum would have to wait for
   * @param vacuumedNow whether a VACUUM is at it, as far as that is visible
   * @param analyzedNow whether an ANALYZE is at it, as far as that is visible
   */
  public record Relation(
      long oid,
      long ownerOid,
      String schema,
      String name,
      long fileNode,
      double tuples,
      long pages,
      long allFrozenPages,
      Map<String, String> options,
      boolean ownOptions,
      long live,
      long dead,
      long inserted,
      long updated,
      long deleted,
      long modifiedSinceAnalyze,
      long insertedSinceVacuum,
      Instant lastVacuum,
      Instant lastManualVacuum,
      Instant lastAnalyze,
      long vacuums,
      long analyzes,
      boolean contended,
      boolean vacuumedNow,
      boolean analyzedNow) {

    /** Copies the map. */
    public Relation {
      options = Map.copyOf(options);
    }

    /** Whether it is a TOAST table. */
    public boolean toast() {
      return oid != ownerOid;
    }

    /** autovacuum_enabled; a word that PostgreSQL reads as a boolean. */
    public boolean enabled() {
      String value = options.getOrDefault("autovacuum_enabled", "true").toLowerCase();
      return !(value.startsWith("f")
          || value.startsWith("n")
          || value.startsWith("of")
          || value.equals("0"));
    }

    /** Dead rows beyond which it is vacuumed. */
    public double vacuumThreshold(Server server) {
      double threshold =
          option("autovacuum_vacuum_threshold", 0, server.vacuumThreshold())
              + option("autovacuum_vacuum_scale_factor", 0, server.vacuumScale()) * rows();
      double most = option("autovacuum_vacuum_max_threshold", -1, server.vacuumMost());
      return most >= 0 ? Math.min(most, threshold) : threshold;
    }

    /** Inserted rows beyond which it is vacuumed; negative for never. */
    public double insertThreshold(Server server) {
      double base = option("autovacuum_vacuum_insert_threshold", -1, server.insertThreshold());
      double unfrozen =
          pages > 0 && allFrozenPages > 0
              ? 1 - (double) Math.min(allFrozenPages, pages) / pages
              : 1;
      return base < 0
          ? -1
          : base
              + option("autovacuum_vacuum_insert_scale_factor", 0, server.insertScale())
                  * rows()
                  * unfrozen;
    }

    /** Modified rows beyond which it is analyzed. */
    public double analyzeThreshold(Server server) {
      return option("autovacuum_analyze_threshold", 0, server.analyzeThreshold())
          + option("autovacuum_analyze_scale_factor", 0, server.analyzeScale()) * rows();
    }

    private double rows() {
      return Math.max(0, tuples);
    }

    private double option(String name, double least, double otherwise) {
      String value = options.get(name);
      double own = value == null ? least - 1 : Double.parseDouble(value);
      return own >= least ? own : otherwise;
    }
  }
}
