package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.history.Churn.Evicted;
import io.pghealth.history.PlanHistory;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.SettingFacts;
import io.pghealth.snapshot.StatementFacts;
import java.util.List;
import java.util.Set;

/** pg_stat_statements is too small for the statements of the server: what it counts has holes. */
public final class StatementsEvicting implements ServerCheck<StatementsEvictingSettings> {
  private static final String SETTING = "pg_stat_statements.max";
  private static final int VICTIMS = 20;

  /** Share of the entries from which on our own alone could be what throws entries out. */
  private static final double CROWDED = 0.25;

  @Override
  public String name() {
    return "StatementsEvicting";
  }

  @Override
  public Class<StatementsEvictingSettings> settings() {
    return StatementsEvictingSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(StatementFacts.class, SettingFacts.class);
  }

  @Override
  public Assessment assess(ServerFacts facts, StatementsEvictingSettings settings) {
    if (facts.snapshot().statements()
        instanceof Collected.Unknown<StatementFacts>(var reason, var remedy)) {
      return nothing(reason, remedy);
    }
    StatementFacts counters = facts.snapshot().statements().toOptional().orElseThrow();
    PlanHistory history = facts.history().plans();
    if (history.readings() < 2) {
      return nothing(
          "evictions were counted once only",
          Remedy.note("on the command line, run again with the same --history"));
    }
    long own =
        counters.entries().stream()
            .filter(e -> e.role() != null && e.role().equals(counters.monitor()))
            .count();
    List<Evicted> windows = history.churn().windows();
    long others = windows.stream().mapToLong(Evicted::others).sum();
    if (!windows.isEmpty() && own > CROWDED * counters.maxEntries()) {
      return nothing(
          "our own statements are "
              + own
              + " of at most "
              + counters.maxEntries()
              + " entries: whose entries throw others out cannot be told",
          Remedy.note("raise " + SETTING + "; it needs a restart"));
    }
    return new Assessment(
        name(),
        null,
        others == 0 || share(counters, others) * 100 < settings.minLoadSharePercent()
            ? List.of()
            : List.of(finding(facts, counters, windows, others, settings)),
        List.of());
  }

  /** Entries that were thrown out, as a share of the room there is. */
  private static double share(StatementFacts counters, long evictions) {
    return (double) thrown(counters, evictions) / counters.maxEntries();
  }

  /** A twentieth at a time, ten at least: entry_dealloc() in pg_stat_statements.c. */
  private static long thrown(StatementFacts counters, long evictions) {
    return evictions * Math.max(10, counters.maxEntries() / VICTIMS);
  }

  private Finding finding(
      ServerFacts facts,
      StatementFacts counters,
      List<Evicted> windows,
      long others,
      StatementsEvictingSettings settings) {
    int max = counters.maxEntries();
    long thrown = thrown(counters, others);
    long again = counters.entries().stream().filter(e -> e.calls() >= settings.minCalls()).count();
    SettingFacts.Value value =
        facts
            .snapshot()
            .primary()
            .of(SettingFacts.class)
            .toOptional()
            .map(s -> s.settings().get(SETTING))
            .orElse(null);
    long wanted = 2L * max;
    String since = Figures.time(windows.getFirst().from());
    return Finding.of(name(), thrown >= max ? Severity.MEDIUM : Severity.LOW, Confidence.HIGH)
        .object(ObjectRef.of(ObjectKind.SETTING, SETTING))
        .message(
            "pg_stat_statements threw about "
                + Figures.rounded(thrown, 2)
                + " entries out for room since "
                + since
                + ": "
                + SETTING
                + " = "
                + max
                + " is too small for the statements of this server")
        .evidence("evictions", Long.toString(others))
        .evidence(
            "evictions that our own entries may have brought, left out",
            Long.toString(windows.stream().mapToLong(Evicted::times).sum() - others))
        .evidence("entries", Integer.toString(counters.entries().size() + counters.hidden()))
        .evidence("entries with at least " + settings.minCalls() + " calls", Long.toString(again))
        .evidence(SETTING, Integer.toString(max))
        .evidence("seen", "between " + since + " and " + Figures.time(windows.getLast().to()))
        .impact(
            "counters of statements are lost and begin anew, and every check of statements sees"
                + " less than there is")
        .fix(
            new Fix(
                List.of("ALTER SYSTEM SET " + SETTING + " = " + wanted),
                "It takes effect with a restart of the server, and takes shared memory; a managed"
                    + " service or an operator has a place of its own for settings. Statements that"
                    + " differ by names alone, such as those of temporary tables or of lists with"
                    + " ever other lengths, are what fills it most."))
        .undo(
            new Fix(
                List.of(
                    value == null || !Boolean.TRUE.equals(value.autoConf())
                        ? "ALTER SYSTEM RESET " + SETTING
                        : "ALTER SYSTEM SET " + SETTING + " = " + value.value()),
                "It takes effect with a restart of the server."))
        .build();
  }

  private Assessment nothing(String reason, Remedy remedy) {
    return new Assessment(
        name(), null, List.of(), List.of(NotAssessed.wholly(name(), null, reason, remedy)));
  }
}
