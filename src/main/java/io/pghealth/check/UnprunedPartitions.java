package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PartitionRead;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.Window;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.StatementFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Statements that read every partition since no condition of theirs leaves any out. */
public final class UnprunedPartitions implements DatabaseCheck<UnprunedPartitionsSettings> {
  private static final String NAME = "UnprunedPartitions";

  /** What is asked for of a time, by its type. */
  private static final Map<String, String> UNITS =
      Map.of("timestamptz", "day", "timestamp", "day", "date", "month");

  /** A statement, the table, and what was measured. */
  private record Reader(StatementHistory statement, PartitionRead read, Window window) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<UnprunedPartitionsSettings> settings() {
    return UnprunedPartitionsSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(StatementFacts.class, PlanObservation.class);
  }

  @Override
  public Floor floor(UnprunedPartitionsSettings settings) {
    // Partitions are in scope.
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, UnprunedPartitionsSettings settings) {
    String database = facts.database().name();
    Doubts doubts = new Doubts(NAME, database);
    Optional<StatementFacts> counters = doubts.known(facts.snapshot().statements());
    if (counters.isEmpty()) {
      return doubts.with(List.of());
    }
    DatabasePlans plans = facts.history().plans().databases().get(database);
    return new Assessment(
        NAME,
        database,
        plans == null ? List.of() : findings(database, plans, settings),
        new PlanRegressionGaps(NAME, database, facts.target().credentials().user())
            .ofPlans(counters.get(), plans));
  }

  /** One per query id and table: the role with the most load speaks for the others. */
  private static List<Finding> findings(
      String database, DatabasePlans plans, UnprunedPartitionsSettings settings) {
    Map<String, Reader> readers = new HashMap<>();
    for (StatementHistory statement : plans.statements()) {
      Window window = statement.costs().nowOrBefore(settings.minCalls());
      if (window == null || window.share() * 100 < settings.minLoadSharePercent()) {
        continue;
      }
      for (PartitionRead read : statement.reading().partitions()) {
        // What was counted has the last word: fewer blocks than that, and some were left out.
        if (read.partitions() >= settings.minPartitions()
            && window.blocksPerCall() >= Math.max(read.partitions(), read.least())) {
          readers.merge(
              statement.key().queryId() + "/" + name(read),
              new Reader(statement, read, window),
              (a, b) -> a.window().totalMillis() >= b.window().totalMillis() ? a : b);
        }
      }
    }
    return new ArrayList<>(readers.values())
        .stream()
            .sorted(
                Comparator.comparingDouble((Reader r) -> -r.window().totalMillis())
                    .thenComparing(r -> r.statement().key().text()))
            .map(r -> finding(database, r))
            .toList();
  }

  private static Finding finding(String database, Reader reader) {
    PartitionRead read = reader.read();
    double share = reader.window().share();
    String key = read.key().stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    String why =
        read.hidden() == null
            ? "no condition is on the partition key (" + key + ")"
            : "its condition on "
                + Identifiers.quote(read.hidden())
                + " stands in a cast, a function or an operator that prunes nothing";
    String percent = share < 0.01 ? "below 1%" : Amounts.percent(Math.round(share * 20) * 5);
    return Finding.of(NAME, share >= 0.1 ? Severity.MEDIUM : Severity.LOW, Confidence.HIGH)
        .database(database)
        .queryId(Long.toString(reader.statement().key().queryId()))
        .discriminator(name(read))
        .message(
            "A query reads %d partitions of %s in each call, since %s; %s of database time"
                .formatted(read.partitions(), name(read), why, percent))
        .evidence("statement", Objects.requireNonNullElse(reader.statement().text(), "unknown"))
        .evidence("table", name(read))
        .evidence("partitions read", Integer.toString(read.partitions()))
        .evidence("partition key", key)
        .evidence("blocks per call", Amounts.count(Math.round(reader.window().blocksPerCall())))
        .evidence("share of database time", percent)
        .impact(
            "each call plans, locks and reads every partition; it gets dearer with every partition"
                + " that is added")
        .fix(
            new Fix(
                List.of(),
                read.hidden() == null
                    ? "add a condition on " + key + " that every row wanted meets"
                    : "compare the column itself" + instead(read)))
        .build();
  }

  static String instead(PartitionRead read) {
    String column = Identifiers.quote(read.hidden());
    String unit = read.type() == null ? null : UNITS.get(read.type());
    return unit == null
        ? ", by =, IN or a range, with values of its own type: " + column + " = $1"
        : ": a " + unit + " is " + column + " >= its beginning AND " + column + " < the next one's";
  }

  private static String name(PartitionRead read) {
    return read.table().schema() + "." + read.table().name();
  }
}
