package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.ColumnStatistics.Values;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.ForeignKey;
import io.pghealth.snapshot.IndexFacts.Support;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.TableFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plain btree indexes most of whose entries are NULL, or one value, in their first column. */
public final class LowValueIndex implements DatabaseCheck<LowValueIndexSettings> {
  static final String NAME = "LowValueIndex";

  private static final Set<Flag> NEVER = never();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<LowValueIndexSettings> settings() {
    return LowValueIndexSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(IndexKeys.class, ColumnStatistics.class, TableFacts.class);
  }

  @Override
  public Floor floor(LowValueIndexSettings settings) {
    return Floor.ofBytes(settings.minSize().value());
  }

  @Override
  public Assessment assess(Facts facts, LowValueIndexSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<IndexFacts> indexes = doubts.known(database.indexes());
    Optional<IndexKeys> keys = doubts.known(database.of(IndexKeys.class));
    Optional<ColumnStatistics> statistics = doubts.known(database.of(ColumnStatistics.class));
    if (indexes.isEmpty() || keys.isEmpty() || statistics.isEmpty()) {
      return doubts.each(List.of());
    }
    doubts.locked(indexes.get(), NEVER);
    IndexNames names =
        new IndexNames(
            indexes.get(),
            database.of(TableFacts.class).toOptional().orElseGet(() -> new TableFacts(Map.of())));
    IndexUse use = new IndexUse(facts);
    List<Gap> gaps =
        new Witnesses(facts.snapshot(), database).gaps(facts.history().evidence(), IndexUse.WINDOW);
    List<Finding> findings = new ArrayList<>();
    for (IndexUnit unit : candidates(indexes.get(), settings.minSize())) {
      List<IndexKeys.Column> columns = keys.get().keys(unit.root().oid());
      if (columns.isEmpty()) {
        continue;
      }
      boolean wide = columns.size() > 1;
      if (wide && use.scans(unit) > 0) {
        // Its scans may name the common value and tell the rows apart by a later column.
        continue;
      }
      Collected<Values> values =
          statistics
              .get()
              .column(unit.root(), columns.getFirst())
              .map(ColumnStatistics.Column::statistics)
              .orElseGet(() -> Collected.unknown("statistics were not read", Remedy.none()));
      Collected.Unknown<Values> missing = values.missing();
      if (missing != null) {
        doubts.of(unit.reference(), missing.reason(), missing.remedy());
        continue;
      }
      Share share = Share.of(values.toOptional().orElseThrow());
      if (share.percent() == 0 || share.percent() < settings.minSharePercent()) {
        continue;
      }
      if (unit.locked()) {
        doubts.of(unit.reference(), Doubts.LOCKED, Doubts.UNLOCK);
      } else if (wide && !gaps.isEmpty()) {
        doubts.of(unit.reference(), gaps.getFirst().reason(), gaps.getFirst().remedy());
      } else {
        findings.add(
            new LowValueIndexFinding(
                    database.name(), unit, columns, share, use.scans(unit), gaps.isEmpty(), names)
                .finding());
      }
    }
    return doubts.each(findings);
  }

  /**
   * What most rows have in a column.
   *
   * @param nulls whether it is NULL; else one value, which is not said
   * @param percent how many have it
   */
  record Share(boolean nulls, double percent) {
    static Share of(Values values) {
      double common = values.frequencies().isEmpty() ? 0 : values.frequencies().getFirst();
      return values.nullFraction() >= common
          ? new Share(true, 100 * values.nullFraction())
          : new Share(false, 100 * common);
    }
  }

  private static List<IndexUnit> candidates(IndexFacts indexes, Bytes minSize) {
    Set<Long> supporting =
        indexes.foreignKeys().stream()
            .map(ForeignKey::supports)
            .flatMap(List::stream)
            .map(Support::indexOid)
            .collect(Collectors.toSet());
    return IndexUnit.of(indexes).stream()
        .filter(u -> u.root().accessMethod().equals("btree") && u.root().predicate() == null)
        .filter(u ->
            u.members().stream()
                .noneMatch(i ->
                    supporting.contains(i.oid()) || i.flags().stream().anyMatch(NEVER::contains)))
        .filter(u -> !u.leaves().isEmpty())
        .filter(u -> u.locked() || u.sizeBytes() >= minSize.value())
        .sorted(Comparator.comparing(u -> u.reference().toString()))
        .toList();
  }

  private static Set<Flag> never() {
    Set<Flag> flags = EnumSet.copyOf(IndexOverlaps.NEVER);
    flags.add(Flag.UNIQUE);
    return flags;
  }
}
