package io.pghealth.check;

import io.pghealth.finding.Fix;
import io.pghealth.history.StatementTraits;
import io.pghealth.history.Window;
import io.pghealth.plan.Comparison;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why a statement with the same plan costs more, as far as the counters tell.
 *
 * @param text the cause, with no full stop
 * @param fix what to do
 * @param certainty how much is known
 */
record Slowdown(String text, Fix fix, Certainty certainty) {
  /** How much is known of why. */
  enum Certainty {
    /** What was counted says so, with the plan that was there before. */
    SAME_PLAN,
    /** Something changed that does this. */
    LIKELY,
    /** Nobody knows the plan of the calls. */
    PLAN_NOT_KNOWN
  }

  /** Rows per call that explain blocks per call: half of the increase. */
  private static final double HALF = 0.5;

  /** Dead rows that make a table read slowly. */
  private static final double DEAD_SHARE = 0.3;

  private static final long DEAD_LEAST = 1_000;

  /** By which the share of blocks that were not in the buffer cache rises when it is cold. */
  private static final double COLDER = 0.2;

  static Slowdown of(
      Comparison comparison,
      Comparison.Worse worse,
      StatementTraits traits,
      CallPlans plans,
      TableFacts tables,
      TableActivity activity) {
    if (worse == Comparison.Worse.BLOCKS && resultGrew(comparison)) {
      return largerResult(comparison);
    }
    if (worse == Comparison.Worse.TEMP_BLOCKS && plans.memory() != null) {
      return new Slowdown(
          plans.memory() + ", and what it sorts or hashes does not fit any more",
          new Fix(
              List.of(),
              "set it to what it was, for this statement alone where the others do not need it"
                  + " (SET LOCAL in its transaction); new sessions have it"),
          Certainty.LIKELY);
    }
    Window before = comparison.before();
    Window after = comparison.after();
    // A setting is what may have changed the plan; what was counted can say more.
    Optional<Slowdown> counted =
        worse == Comparison.Worse.BLOCKS && plans.indexesGone() == null
            ? counted(before, after, plans, tables, activity)
            : Optional.empty();
    if (counted.isPresent()) {
      return counted.get();
    }
    boolean files = after.tempBlocksPerCall() - before.tempBlocksPerCall() >= 1;
    String change =
        worse == Comparison.Worse.BLOCKS && !files ? plans.changedBesidesMemory() : plans.changed();
    if (change != null) {
      return unknown(change);
    }
    return switch (worse) {
      case BLOCKS -> moreBlocks(before, after, traits, plans, tables, activity);
      case TEMP_BLOCKS ->
          note(
              "what it sorts or hashes has grown out of work_mem",
              "raise work_mem for this statement (SET LOCAL in its transaction), or let it sort or"
                  + " join fewer rows");
      case TIME, NOT ->
          cold(before, after)
              ? note(
                  "a cold cache: it reads "
                      + (more(before, after) ? "not many more blocks than" : "as many blocks as")
                      + " before, and finds fewer of them in the buffer cache",
                  "after a restart or a failover this passes by itself; else something else has"
                      + " taken the cache, or the data that is in use has outgrown shared_buffers")
              : note(
                  "waiting: it reads "
                      + (more(before, after)
                          ? "not so many more blocks as it takes longer"
                          : "no more blocks than before")
                      + ", and the time is spent without reading: locks, a busy processor, or functions that it calls",
                  "look at wait_event_type and pg_blocking_pids() in pg_stat_activity while it runs;"
                      + " log_lock_waits names who holds a lock for long");
    };
  }

  private static Optional<Slowdown> counted(
      Window before, Window after, CallPlans plans, TableFacts tables, TableActivity activity) {
    Certainty certainty =
        plans.changedBesidesMemory() == null ? Certainty.SAME_PLAN : Certainty.LIKELY;
    Optional<Table> written = plans.indexOnly(tables, activity);
    if (written.isPresent()) {
      return Optional.of(visibility(written.get(), certainty));
    }
    return plans.provenGrowth(before, after, tables) ? Optional.of(growth()) : Optional.empty();
  }

  private static Slowdown moreBlocks(
      Window before,
      Window after,
      StatementTraits traits,
      CallPlans plans,
      TableFacts tables,
      TableActivity activity) {
    Optional<Table> dead = dead(traits, tables, activity);
    if (dead.isPresent()) {
      Table table = dead.get();
      String name = Identifiers.quote(table.schema(), table.name());
      return new Slowdown(
          "bloat: of the rows of "
              + table.schema()
              + "."
              + table.name()
              + " "
              + Amounts.count(activity.tables().get(table.oid()).dead())
              + " are dead and in the way",
          new Fix(
              List.of(),
              "VACUUM "
                  + name
                  + " lets new rows take the room of the dead ones, where no old transaction, slot"
                  + " or standby still needs them; a table that is read from end to end stays as"
                  + " large as it is until it is rewritten (VACUUM FULL, which locks it)"),
          Certainty.SAME_PLAN);
    }
    String contradiction = plans.contradiction(before, after, tables);
    if (contradiction != null) {
      return unknown(contradiction);
    }
    return growth();
  }

  private static Slowdown growth() {
    return note(
        "growth: it reads more blocks for each row that it returns, with the same plan and few dead"
            + " rows, as it does when the table grows or values are less selective",
        "an index that fits all of its conditions, or fewer rows to look through (partitions, an"
            + " archive)");
  }

  private static boolean resultGrew(Comparison comparison) {
    double blocks =
        comparison.after().blocksPerCall() / Math.max(1, comparison.before().blocksPerCall());
    double rows =
        comparison.after().rowsPerCall() / Math.max(0.1, comparison.before().rowsPerCall());
    return rows > 1.5 && rows >= HALF * blocks;
  }

  private static Slowdown largerResult(Comparison comparison) {
    return note(
        "growth of the result: it returns "
            + Figures.rounded(comparison.after().rowsPerCall(), 2)
            + " rows per call, before "
            + Figures.rounded(comparison.before().rowsPerCall(), 2),
        "ask for fewer rows: a condition, or LIMIT and going on from the last row");
  }

  private static Slowdown visibility(Table table, Certainty certainty) {
    return new Slowdown(
        "the visibility map: "
            + table.schema()
            + "."
            + table.name()
            + " was written since its last vacuum, so the index-only scan looks rows up in the"
            + " table as well",
        new Fix(
            List.of("VACUUM " + Identifiers.quote(table.schema(), table.name())),
            "helps as far as no old transaction, slot or standby still needs what was changed; where"
                + " it comes back, let autovacuum come more often"
                + " (autovacuum_vacuum_scale_factor and autovacuum_vacuum_insert_scale_factor of"
                + " the table)"),
        certainty);
  }

  private static Slowdown unknown(String why) {
    return new Slowdown(
        "not known: " + why,
        new Fix(
            List.of(),
            "EXPLAIN (ANALYZE, BUFFERS) the statement with the application's own values, role and"
                + " settings (auto_explain logs that), and compare"),
        Certainty.PLAN_NOT_KNOWN);
  }

  private static boolean more(Window before, Window after) {
    return after.blocksPerCall() > 1 + 1.05 * before.blocksPerCall();
  }

  private static Optional<Table> dead(
      StatementTraits traits, TableFacts tables, TableActivity activity) {
    if (traits == null) {
      return Optional.empty();
    }
    return tables.tables().values().stream()
        .filter(t -> traits.relations().contains(t.name()))
        .filter(t -> {
          TableActivity.Activity a = activity.tables().get(t.oid());
          return a != null
              && a.dead() >= DEAD_LEAST
              && a.dead() >= DEAD_SHARE * (a.live() + a.dead());
        })
        .max(Comparator.comparingLong(t -> activity.tables().get(t.oid()).dead()));
  }

  /** By the time that reading took where that is tracked, else by the share of blocks read. */
  private static boolean cold(Window before, Window after) {
    double more = after.meanMillis() - before.meanMillis();
    double reading =
        after.work().readMillis() / after.calls() - before.work().readMillis() / before.calls();
    if (after.work().readMillis() > 0) {
      return reading >= HALF * more;
    }
    return readShare(after) >= readShare(before) + COLDER;
  }

  private static double readShare(Window window) {
    long all = window.work().hit() + window.work().read();
    return all == 0 ? 0 : (double) window.work().read() / all;
  }

  private static Slowdown note(String text, String note) {
    return new Slowdown(text, new Fix(List.of(), note), Certainty.SAME_PLAN);
  }
}
