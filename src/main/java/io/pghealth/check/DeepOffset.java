package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Severity;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.RawWindow;
import io.pghealth.history.StatementTraits;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pages by OFFSET that read many rows to throw them away. */
public final class DeepOffset extends StatementCheck<DeepOffsetSettings> {

  @Override
  public String name() {
    return "DeepOffset";
  }

  @Override
  public Class<DeepOffsetSettings> settings() {
    return DeepOffsetSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(StatementFacts.class, IndexKeys.class, TableFacts.class, TableActivity.class);
  }

  @Override
  List<NotAssessed> gaps(Facts facts, DatabasePlans plans, DeepOffsetSettings settings) {
    PageTables tables = PageTables.of(facts.database());
    List<NotAssessed> gaps = new ArrayList<>();
    if (tables.missing() != null) {
      gaps.add(
          NotAssessed.partly(name(), facts.database().name(), tables.missing(), Remedy.none()));
    }
    QueryLoad.of(plans, facts.snapshot().at()).stream()
        .filter(q -> costly(q, tables, settings))
        .filter(q -> verdict(q.traits(), tables) == Verdict.UNCLEAR)
        .forEach(q ->
            gaps.add(
                NotAssessed.statement(
                    name(),
                    facts.database().name(),
                    q.id(),
                    unclear(q.traits(), tables),
                    remedy(q.traits(), tables))));
    return gaps;
  }

  private static String unclear(StatementTraits traits, PageTables tables) {
    return !tables.known(traits)
        ? "it reads a view, or a table that is not in scope: whether OFFSET makes it read so much"
            + " cannot be told"
        : traits.computed()
            ? "whether OFFSET or what its list computes makes it read so much cannot be told"
            : "whether OFFSET or its conditions and joins make it read so much cannot be told";
  }

  private static Remedy remedy(StatementTraits traits, PageTables tables) {
    return traits.computed() || !tables.known(traits)
        ? Remedy.none()
        : Remedy.note("an index that leads with the columns that it compares by = would tell");
  }

  @Override
  List<Finding> findings(
      Facts facts, DatabasePlans plans, List<QueryLoad> queries, DeepOffsetSettings settings) {
    PageTables tables = PageTables.of(facts.database());
    return queries.stream()
        .filter(q -> costly(q, tables, settings))
        .filter(q -> verdict(q.traits(), tables) != Verdict.UNCLEAR)
        .map(q -> finding(facts, plans, q, tables, settings))
        .toList();
  }

  /** What makes it read so many rows. */
  private enum Verdict {
    /** An index gives its rows in order: what it reads beyond them was skipped. */
    SKIPPED,
    /** No index gives the order: all rows are read for every page. */
    UNORDERED,
    /** Conditions or joins may be what throws rows away. */
    UNCLEAR
  }

  private static boolean costly(QueryLoad query, PageTables tables, DeepOffsetSettings settings) {
    StatementTraits traits = query.traits();
    if (traits == null || !traits.offset() || traits.grouped() || traits.order() == null) {
      return false;
    }
    RawWindow load = query.newest(settings.minCalls());
    return load != null
        && load.share() * 100 >= settings.minLoadSharePercent()
        && perRow(load) - tables.storedOutOfLine(traits) >= settings.minBlocksPerRow();
  }

  /** A call that finds nothing reads no less for that: it counts as one with a row. */
  private static double perRow(RawWindow load) {
    return (double) load.blocks() / Math.max(load.calls(), load.rows());
  }

  private static Verdict verdict(StatementTraits traits, PageTables tables) {
    if (traits.filtered()
        || traits.computed()
        || traits.relations().size() != 1
        || !tables.known(traits)) {
      return Verdict.UNCLEAR;
    }
    if (tables.ordering(traits) != null) {
      return Verdict.SKIPPED;
    }
    if (OrderColumns.of(traits.order()) == null && tables.expressions(traits)) {
      return Verdict.UNCLEAR;
    }
    return traits.equalities().isEmpty() || tables.finding(traits)
        ? Verdict.UNORDERED
        : Verdict.UNCLEAR;
  }

  private Finding finding(
      Facts facts,
      DatabasePlans plans,
      QueryLoad query,
      PageTables tables,
      DeepOffsetSettings settings) {
    RawWindow load = query.newest(settings.minCalls());
    boolean skipped = verdict(query.traits(), tables) == Verdict.SKIPPED;
    String blocks = Figures.rounded(perRow(load), 2);
    String rows = Figures.rounded((double) load.rows() / load.calls(), 2);
    Finding.Builder finding =
        Finding.of(name(), severity(load.share()), skipped ? Confidence.HIGH : Confidence.LOW)
            .database(facts.database().name())
            .message(
                "A query with OFFSET reads "
                    + blocks
                    + " blocks for each row that it returns ("
                    + rows
                    + " rows per call): "
                    + (skipped
                        ? "the rows before the page are read to be thrown away"
                        : "no index gives its order, so that every page reads all rows")
                    + "; "
                    + Figures.percent(load.share())
                    + " of database time");
    query.described(finding, plans, load);
    return finding
        .evidence("blocks per row", blocks)
        .evidence("rows per call", rows)
        .evidence(
            "index that gives the order", skipped ? tables.ordering(query.traits()).name() : "none")
        .impact("each page costs more the further back it is")
        .fix(new Fix(List.of(), note(query.traits(), tables)))
        .build();
  }

  private static String note(StatementTraits traits, PageTables tables) {
    OrderColumns order = OrderColumns.of(traits.order());
    if (order == null) {
      return "go on from the last row of the page before, with its sort values in WHERE, instead of"
          + " counting rows with OFFSET; an index over the same expressions serves that";
    }
    String index =
        tables.ordering(traits) == null
            ? "; it needs an index such as "
                + tables.index(
                    Stream.concat(
                            traits.equalities().stream(),
                            order.items().stream().map(OrderColumns.Item::text))
                        .distinct()
                        .collect(Collectors.joining(", ")),
                    traits)
            : "; the index " + tables.ordering(traits).name() + " serves that";
    return "go on from the last row of the page before, instead of counting rows: replace OFFSET by "
        + order.following()
        + " in WHERE, with that row's values; where these are not unique, add the primary key to"
        + " ORDER BY and to the comparison"
        + index;
  }

  private static Severity severity(double share) {
    return share >= 0.25 ? Severity.HIGH : share >= 0.05 ? Severity.MEDIUM : Severity.LOW;
  }
}
