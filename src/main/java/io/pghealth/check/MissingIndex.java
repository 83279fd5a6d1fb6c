package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.IndexWish;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.StatementHistory;
import io.pghealth.plan.WishedIndex;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.TableFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Statements whose plans read far more rows than they want, for want of an index. */
public final class MissingIndex implements DatabaseCheck<MissingIndexSettings> {
  static final String NAME = "MissingIndex";

  /** Blocks that a row written costs in one more btree. */
  private static final double BLOCKS_PER_WRITE = 4;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<MissingIndexSettings> settings() {
    return MissingIndexSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(StatementFacts.class, PlanObservation.class, TableFacts.class, IndexKeys.class);
  }

  @Override
  public Floor floor(MissingIndexSettings settings) {
    return Floor.ofRows(settings.minRowsRead());
  }

  @Override
  public Assessment assess(Facts facts, MissingIndexSettings settings) {
    String database = facts.database().name();
    Doubts doubts = new Doubts(NAME, database);
    Optional<StatementFacts> counters = doubts.known(facts.snapshot().statements());
    Optional<IndexFacts> indexes = doubts.known(facts.database().indexes());
    Optional<TableFacts> tables = doubts.known(facts.database().of(TableFacts.class));
    Optional<IndexKeys> keys = doubts.known(facts.database().of(IndexKeys.class));
    if (counters.isEmpty() || indexes.isEmpty() || tables.isEmpty() || keys.isEmpty()) {
      return doubts.with(List.of());
    }
    DatabasePlans plans = facts.history().plans().databases().get(database);
    List<Finding> findings =
        plans == null
            ? List.of()
            : findings(
                facts,
                plans,
                settings,
                new ExistingIndexes(indexes.get(), keys.get(), tables.get()),
                doubts);
    Assessment assessment = doubts.with(findings);
    List<io.pghealth.finding.NotAssessed> gaps =
        new ArrayList<>(
            new PlanRegressionGaps(NAME, database, facts.target().credentials().user())
                .ofPlans(counters.get(), plans));
    gaps.addAll(assessment.notAssessed());
    return new Assessment(NAME, database, findings, gaps);
  }

  private static List<Finding> findings(
      Facts facts,
      DatabasePlans plans,
      MissingIndexSettings settings,
      ExistingIndexes existing,
      Doubts doubts) {
    List<IndexGain> gains = new ArrayList<>();
    Map<Index, List<IndexGain>> invalid = new LinkedHashMap<>();
    for (StatementHistory statement : plans.statements()) {
      for (IndexWish wish : statement.reading().wishes()) {
        Optional<IndexGain> gain = IndexGain.of(statement, wish, settings);
        if (gain.isEmpty() || existing.table(wish.table()).isEmpty()) {
          continue;
        }
        if (existing.locked(wish.table())) {
          doubts.of(
              ObjectRef.table(wish.table().schema(), wish.table().name()),
              Doubts.LOCKED,
              Doubts.UNLOCK);
          continue;
        }
        Optional<Index> there = existing.serving(wish);
        if (there.isEmpty()) {
          gains.add(gain.get());
        } else if (there.get().is(Flag.INVALID)) {
          invalid.computeIfAbsent(there.get(), _ -> new ArrayList<>()).add(gain.get());
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    IndexUse use = new IndexUse(facts);
    String database = facts.database().name();
    invalid.forEach(
        (index, of) -> findings.add(MissingIndexFinding.invalid(database, index, sorted(of))));
    merged(gains)
        .forEach((index, of) -> {
          TableFacts.Table table = existing.table(index.table()).orElseThrow();
          OptionalLong writes = use.writtenPerDay(existing.tables().tree(table.oid()));
          if (!outweighed(of, writes)) {
            findings.add(
                new MissingIndexFinding(
                        database, index, sorted(of), existing, writes, facts.history().ledger())
                    .finding());
          }
        });
    return findings;
  }

  /** Statements by the index that serves them: as few indexes as can be. */
  private static Map<WishedIndex, List<IndexGain>> merged(List<IndexGain> gains) {
    Map<WishedIndex, List<IndexGain>> merged = new LinkedHashMap<>();
    gains.stream()
        .sorted(
            Comparator.comparingInt((IndexGain g) -> -WishedIndex.of(g.wish()).keys().size())
                .thenComparing(g -> WishedIndex.of(g.wish()).create(null, false))
                .thenComparing(g -> g.statement().key().text()))
        .forEach(gain -> {
          WishedIndex own = WishedIndex.of(gain.wish());
          for (WishedIndex known : merged.keySet()) {
            WishedIndex both = known.with(own);
            if (both != null) {
              List<IndexGain> all = merged.remove(known);
              all.add(gain);
              merged.computeIfAbsent(both, _ -> new ArrayList<>()).addAll(all);
              return;
            }
          }
          merged.put(own, new ArrayList<>(List.of(gain)));
        });
    return merged;
  }

  /** Whether the writes to the table would cost more than the reads spare. */
  private static boolean outweighed(List<IndexGain> gains, OptionalLong writesPerDay) {
    List<Double> saved =
        gains.stream().map(IndexGain::savedPerDay).flatMap(Optional::stream).toList();
    return writesPerDay.isPresent()
        && saved.size() == gains.size()
        && saved.stream().mapToDouble(Double::doubleValue).sum()
            < writesPerDay.getAsLong() * BLOCKS_PER_WRITE;
  }

  /** The one with the most load speaks for the others. */
  private static List<IndexGain> sorted(List<IndexGain> gains) {
    return gains.stream()
        .sorted(
            Comparator.comparingDouble((IndexGain g) -> -g.window().totalMillis())
                .thenComparing(g -> g.statement().key().text()))
        .toList();
  }
}
