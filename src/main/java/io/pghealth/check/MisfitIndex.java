package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFit;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Indexes whose access method does not fit their column, or what is asked of it. */
public final class MisfitIndex implements DatabaseCheck<MisfitIndexSettings> {
  static final String NAME = "MisfitIndex";

  private static final Set<Flag> NEVER = never();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<MisfitIndexSettings> settings() {
    return MisfitIndexSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(
        IndexKeys.class,
        IndexIdentity.class,
        ColumnStatistics.class,
        TableFacts.class,
        TableActivity.class,
        IndexFit.class);
  }

  @Override
  public Floor floor(MisfitIndexSettings settings) {
    return Floor.ofBytes(settings.minSize().value());
  }

  @Override
  public Assessment assess(Facts facts, MisfitIndexSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<IndexFacts> indexes = doubts.known(database.indexes());
    Optional<IndexKeys> keys = doubts.known(database.of(IndexKeys.class));
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    Optional<IndexFit> fit = doubts.known(database.of(IndexFit.class));
    if (indexes.isEmpty() || keys.isEmpty() || tables.isEmpty() || fit.isEmpty()) {
      return doubts.each(List.of());
    }
    doubts.locked(indexes.get(), NEVER);
    IndexUse use = new IndexUse(facts);
    List<Gap> gaps =
        new Witnesses(facts.snapshot(), database).gaps(facts.history().evidence(), IndexUse.WINDOW);
    MisfitBrin brin = new MisfitBrin(facts, keys.get(), tables.get(), fit.get(), use, gaps, doubts);
    MisfitGin gin = new MisfitGin(facts, tables.get(), fit.get(), doubts);
    MisfitContainer container =
        new MisfitContainer(
            facts,
            indexes.get(),
            keys.get(),
            fit.get(),
            use,
            gaps,
            new IndexNames(indexes.get(), tables.get()),
            doubts);
    return doubts.each(
        IndexUnit.of(indexes.get()).stream()
            .filter(u -> !u.locked() && !u.leaves().isEmpty())
            .filter(u ->
                u.members().stream().noneMatch(i -> i.flags().stream().anyMatch(NEVER::contains)))
            .sorted(Comparator.comparing(u -> u.reference().toString()))
            .<Finding>mapMulti((unit, into) -> {
              long minSize = settings.minSize().value();
              switch (unit.root().accessMethod()) {
                case "brin" -> brin.judge(unit, minSize).ifPresent(into);
                case "gin" -> gin.judge(unit, minSize).forEach(into);
                case "btree", "hash" -> container.judge(unit, minSize).ifPresent(into);
                default -> {}
              }
            })
            .toList());
  }

  private static Set<Flag> never() {
    Set<Flag> flags = EnumSet.copyOf(IndexOverlaps.NEVER);
    flags.add(Flag.UNIQUE);
    return flags;
  }
}
