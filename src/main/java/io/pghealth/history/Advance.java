package io.pghealth.history;

import io.pghealth.snapshot.StatementFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes counters in. */
final class Advance {
  /** A flipped statement must outlive its load, or its finding would be forgotten. */
  static final Comparator<StatementHistory> MOST_LOAD_FIRST =
      Comparator.comparing((StatementHistory s) -> s.flip() == null)
          .thenComparing(Comparator.comparingDouble(StatementHistory::load).reversed())
          .thenComparing(s -> s.key().text());

  /** An entry that is not seen for so long is forgotten. */
  private static final Duration FORGOTTEN = Duration.ofDays(7);

  private Advance() {}

  static PlanHistory of(
      PlanHistory past,
      StatementFacts facts,
      Map<Long, String> watched,
      Instant now,
      int statementsPerDatabase) {
    boolean same = past.algorithm() == PlanHistory.ALGORITHM && past.major() == facts.major();
    boolean comparable =
        same
            && past.countedAt() != null
            && Objects.equals(past.statsReset(), facts.statsReset())
            && facts.evictions() >= past.evictions();
    Map<String, DatabasePlans> databases = new HashMap<>();
    Map<Long, List<StatementFacts.Entry>> entries =
        facts.entries().stream().collect(Collectors.groupingBy(StatementFacts.Entry::databaseId));
    watched.forEach((oid, name) -> {
      DatabasePlans known = past.databases().get(name);
      databases.put(
          name,
          database(
              same && known != null && known.oid() == oid ? known : DatabasePlans.first(oid),
              entries.getOrDefault(oid, List.of()),
              comparable,
              now,
              statementsPerDatabase));
    });
    return new PlanHistory(
        PlanHistory.ALGORITHM,
        facts.major(),
        facts.statsReset(),
        facts.evictions(),
        now,
        same ? past.explainsSince() : null,
        same ? past.explains() : 0,
        databases,
        comparable ? past.readings() + 1 : 1,
        past.churn().advance(comparable ? past.countedAt() : null, past.evictions(), facts, now));
  }

  private static DatabasePlans database(
      DatabasePlans past,
      List<StatementFacts.Entry> entries,
      boolean comparable,
      Instant now,
      int statementsPerDatabase) {
    Map<StatementKey, StatementHistory> known =
        past.statements().stream()
            .collect(Collectors.toMap(StatementHistory::key, Function.identity()));
    double everMillis = 0;
    double sinceMillis = 0;
    Map<StatementKey, Counters> counters = new HashMap<>();
    for (StatementFacts.Entry entry : entries) {
      StatementKey key = StatementKey.of(entry);
      StatementHistory statement = known.get(key);
      Counters read = Counters.of(entry, now);
      counters.put(key, read);
      if (entry.topLevel() && (statement == null || statement.kind() != StatementKind.OWN)) {
        everMillis += entry.totalMillis();
        sinceMillis += statement == null ? 0 : millis(statement.costs().last(), read, comparable);
      }
    }
    List<StatementHistory> all = new ArrayList<>();
    for (StatementFacts.Entry entry : entries) {
      StatementHistory statement = known.remove(StatementKey.of(entry));
      Counters read = counters.get(StatementKey.of(entry));
      all.add(
          statement == null
              ? StatementHistory.first(StatementKey.of(entry), entry.role(), read, everMillis)
              : statement.counted(
                  entry.role(),
                  read,
                  follows(statement.costs().last(), read, comparable)
                      ? read.since(statement.costs().last(), sinceMillis)
                      : null));
    }
    // Thrown out for room: when it comes back, its counters start anew.
    known.values().stream()
        .filter(s -> s.costs().lastCalled().isAfter(now.minus(FORGOTTEN)))
        .forEach(s -> all.add(s.counted(s.role(), null, null)));
    List<StatementHistory> followed =
        all.stream().sorted(MOST_LOAD_FIRST).limit(statementsPerDatabase).toList();
    return past.with(followed).with(coverage(followed, entries, everMillis));
  }

  private static LoadCoverage coverage(
      List<StatementHistory> followed, List<StatementFacts.Entry> entries, double everMillis) {
    List<StatementHistory> counted =
        followed.stream()
            .filter(s ->
                s.costs().last() != null && s.key().topLevel() && s.kind() != StatementKind.OWN)
            .toList();
    return new LoadCoverage(
        counted.size(),
        (int) entries.stream().filter(StatementFacts.Entry::topLevel).count(),
        counted.stream().mapToDouble(s -> s.costs().last().totalMillis()).sum(),
        everMillis);
  }

  private static boolean follows(Counters last, Counters read, boolean comparable) {
    return comparable && last != null && read.continues(last);
  }

  private static double millis(Counters last, Counters read, boolean comparable) {
    return follows(last, read, comparable) ? read.totalMillis() - last.totalMillis() : 0;
  }
}
