package io.pghealth.check;

import io.pghealth.check.ForeignKeyCoverage.Gaps;
import io.pghealth.check.ForeignKeyCoverage.Uncovered;
import io.pghealth.check.ForeignKeyCoverage.Unknown;
import io.pghealth.check.ForeignKeyLookalikes.Lookalike;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.ForeignKeyFacts;
import io.pghealth.snapshot.ForeignKeyFacts.Key;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Foreign keys whose referencing rows no index finds, so that a delete of a parent reads all. */
public final class MissingForeignKeyIndex implements DatabaseCheck<MissingForeignKeyIndexSettings> {
  static final String NAME = "MissingForeignKeyIndex";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<MissingForeignKeyIndexSettings> settings() {
    return MissingForeignKeyIndexSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(
        TableFacts.class,
        TableActivity.class,
        ForeignKeyFacts.class,
        IndexKeys.class,
        ColumnStatistics.class);
  }

  @Override
  public Floor floor(MissingForeignKeyIndexSettings settings) {
    return Floor.ofRows(settings.minRows());
  }

  @Override
  public Assessment assess(Facts facts, MissingForeignKeyIndexSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    Optional<ForeignKeyFacts> keys = doubts.known(database.of(ForeignKeyFacts.class));
    Optional<IndexFacts> indexes = doubts.known(database.indexes());
    Optional<IndexKeys> columns = doubts.known(database.of(IndexKeys.class));
    if (tables.isEmpty() || keys.isEmpty() || indexes.isEmpty() || columns.isEmpty()) {
      return doubts.with(List.of());
    }
    return doubts.each(
        new Run(facts, settings, tables.get(), keys.get(), indexes.get(), columns.get(), doubts)
            .findings());
  }

  /** One look at all keys of a database. */
  private static final class Run {
    private final Facts facts;
    private final long minRows;
    private final TableFacts tables;
    private final ForeignKeyFacts keys;
    private final TableActivity activity;
    private final ForeignKeyCoverage coverage;
    private final ForeignKeyLookalikes lookalikes;
    private final IndexNames names;
    private final Doubts doubts;

    Run(
        Facts facts,
        MissingForeignKeyIndexSettings settings,
        TableFacts tables,
        ForeignKeyFacts keys,
        IndexFacts indexes,
        IndexKeys columns,
        Doubts doubts) {
      this.facts = facts;
      this.minRows = settings.minRows();
      this.tables = tables;
      this.keys = keys;
      // Without counters, rows are judged by what is left: reltuples and pages.
      this.activity =
          facts
              .database()
              .of(TableActivity.class)
              .toOptional()
              .orElseGet(() -> new TableActivity(Map.of()));
      this.coverage =
          new ForeignKeyCoverage(
              keys,
              indexes,
              tables,
              new RowsPerKey(facts.database().of(ColumnStatistics.class), tables, activity));
      this.lookalikes = new ForeignKeyLookalikes(indexes, columns);
      this.names = new IndexNames(indexes, tables);
      this.doubts = doubts;
    }

    List<Finding> findings() {
      List<Finding> findings = new ArrayList<>();
      keys.keys().values().stream()
          .filter(this::concerned)
          .sorted(Comparator.comparing(k -> reference(k).toString()))
          .forEach(key -> judge(key).ifPresent(findings::add));
      return findings;
    }

    /** Keys on their own, between tables of the database's users. */
    private boolean concerned(Key key) {
      Table table = tables.tables().get(key.tableOid());
      return key.parentOid() == null
          && table != null
          && !table.is(Flag.EXTENSION)
          && tables.tables().containsKey(key.referencedOid())
          && RowCount.of(tables, activity, table).maybe(minRows);
    }

    private Optional<Finding> judge(Key key) {
      Gaps gaps = coverage.of(key);
      if (gaps.uncovered().isEmpty() && gaps.unknown().isEmpty()) {
        return Optional.empty();
      }
      if (key.period()) {
        doubts.of(
            reference(key),
            "a key with PERIOD is compared by containment, which is not judged",
            Remedy.note("See that a GiST index begins with its columns."));
        return Optional.empty();
      }
      List<Table> surely = gaps.uncovered().stream().map(Uncovered::table).toList();
      RowCount rows = count(surely);
      if (!surely.isEmpty() && !key.direct() && surely.stream().anyMatch(this::mayCast)) {
        doubts.of(
            reference(key),
            "the key casts its columns, and whether an index on an expression serves it is not"
                + " known",
            Remedy.note("Give the columns the type of what they reference."));
        return Optional.empty();
      }
      if (!surely.isEmpty() && rows.atLeast(minRows)) {
        return Optional.of(finding(key, gaps, rows));
      }
      List<Table> perhaps =
          Stream.concat(surely.stream(), gaps.unknown().stream().map(Unknown::table)).toList();
      if (count(perhaps).maybe(minRows)) {
        unknown(key, gaps, perhaps);
      }
      return Optional.empty();
    }

    private boolean mayCast(Table table) {
      return lookalikes.anyExpression(table.oid());
    }

    private Finding finding(Key key, Gaps gaps, RowCount rows) {
      List<Lookalike> near =
          gaps.uncovered().stream().flatMap(gap -> lookalikes.of(key, gap).stream()).toList();
      return new MissingForeignKeyIndexFinding(
              facts.database().name(),
              tables,
              facts.database().of(TableActivity.class),
              key,
              gaps,
              rows.least(),
              near)
          .finding(new ForeignKeyIndexSql(tables, names, key, gaps));
    }

    private void unknown(Key key, Gaps gaps, List<Table> perhaps) {
      if (!gaps.unknown().isEmpty()) {
        Unknown first = gaps.unknown().getFirst();
        doubts.of(reference(key), first.reason(), first.remedy());
      } else if (count(perhaps).locked()) {
        doubts.of(reference(key), Doubts.LOCKED, Doubts.UNLOCK);
      } else {
        Table table = tables.tables().get(key.tableOid());
        doubts.of(
            reference(key),
            "never analyzed: how many rows its table has is not known",
            Remedy.sql("ANALYZE " + Identifiers.quote(table.schema(), table.name())));
      }
    }

    private RowCount count(List<Table> leaves) {
      long least = 0;
      long most = 0;
      boolean locked = false;
      for (Table leaf : leaves) {
        RowCount rows = RowCount.of(tables, activity, leaf);
        least += rows.least();
        most += rows.most();
        locked |= rows.locked();
      }
      return new RowCount(least, most, locked);
    }

    private ObjectRef reference(Key key) {
      Table table = tables.tables().get(key.tableOid());
      return ObjectRef.constraint(table.schema(), table.name(), key.name());
    }
  }
}
