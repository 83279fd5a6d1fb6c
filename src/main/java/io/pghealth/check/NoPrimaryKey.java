package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.KeyFacts;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables whose rows no key tells apart, or none that replication can use, and what that breaks. */
public final class NoPrimaryKey implements DatabaseCheck<NoPrimaryKeySettings> {
  static final String NAME = "NoPrimaryKey";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<NoPrimaryKeySettings> settings() {
    return NoPrimaryKeySettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(TableFacts.class, TableActivity.class, KeyFacts.class);
  }

  @Override
  public Floor floor(NoPrimaryKeySettings settings) {
    return Floor.ofRows(settings.minRows());
  }

  @Override
  public Assessment assess(Facts facts, NoPrimaryKeySettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    Optional<KeyFacts> keys = doubts.known(database.of(KeyFacts.class));
    if (tables.isEmpty() || keys.isEmpty()) {
      return doubts.with(List.of());
    }
    // Without counters, rows and writes are judged by what is left: reltuples and pages.
    TableActivity activity =
        database.of(TableActivity.class).toOptional().orElseGet(() -> new TableActivity(Map.of()));
    IndexFacts indexes =
        database
            .indexes()
            .toOptional()
            .orElseGet(() -> new IndexFacts(Map.of(), List.of(), List.of(), null));
    List<Finding> findings = new ArrayList<>();
    for (Table table : without(tables.get())) {
      Published published = Published.of(tables.get(), keys.get(), indexes, table);
      RowCount rows = RowCount.of(tables.get(), activity, table);
      NoPrimaryKeyFinding words =
          new NoPrimaryKeyFinding(database.name(), table, rows, published, tables.get(), activity);
      if (keyed(tables.get(), table)) {
        if (published.failing()) {
          findings.add(words.finding(KeyChoice.DEFERRABLE));
        }
      } else if (published.failing() || rows.atLeast(settings.minRows())) {
        findings.add(
            words.finding(new KeyChoice(keys.get(), indexes).of(table, published.failing())));
      } else if (rows.maybe(settings.minRows())) {
        unknown(doubts, table, rows);
      }
    }
    return doubts.with(findings);
  }

  private static List<Table> without(TableFacts tables) {
    return tables.tables().values().stream()
        .filter(t -> t.parentOid() == null && t.kind() != Kind.MATERIALIZED_VIEW)
        .filter(t -> !t.is(Flag.EXTENSION) && !t.is(Flag.UNLOGGED))
        .filter(t -> !keyed(tables, t) || deferrable(tables, t))
        .sorted(Comparator.comparing(Table::schema).thenComparing(Table::name))
        .toList();
  }

  /** A key that lacks the partition key's columns can only stand on the partitions. */
  static boolean keyed(TableFacts tables, Table table) {
    return table.is(Flag.PRIMARY_KEY)
        || RowCount.leaves(tables, table).stream().allMatch(leaf -> leaf.is(Flag.PRIMARY_KEY));
  }

  private static boolean deferrable(TableFacts tables, Table table) {
    return RowCount.leaves(tables, table).stream().anyMatch(leaf -> leaf.is(Flag.DEFERRABLE_KEY));
  }

  private static void unknown(Doubts doubts, Table table, RowCount rows) {
    ObjectRef object = new ObjectRef(ObjectKind.TABLE, table.schema(), table.name(), null);
    if (rows.locked()) {
      doubts.of(object, Doubts.LOCKED, Doubts.UNLOCK);
    } else {
      doubts.of(
          object,
          "never analyzed: how many rows it has is not known",
          Remedy.sql("ANALYZE " + Identifiers.quote(table.schema(), table.name())));
    }
  }
}
