package io.pghealth.check;

import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.KeyFacts;
import io.pghealth.snapshot.KeyFacts.Publication;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.List;

/**
 * What publishing a table without a primary key that identifies its rows leads to.
 *
 * @param publications those that publish updates or deletes of it, by name
 * @param failing whether UPDATE or DELETE fails (CheckCmdReplicaIdentity in execReplication.c):
 *     rows to be changed have no identity
 * @param updates whether updates are published
 * @param deletes whether deletes are published
 * @param full whether the whole old row is the identity
 */
record Published(
    List<String> publications, boolean failing, boolean updates, boolean deletes, boolean full) {

  static Published of(TableFacts tables, KeyFacts keys, IndexFacts indexes, Table table) {
    List<Publication> publications =
        keys.publications().stream()
            .filter(p -> p.updates() || p.deletes())
            .filter(p -> holds(p, tables, table))
            .toList();
    // A row is changed in the partition that holds it, so the identity of that is what counts.
    List<Table> leaves = RowCount.leaves(tables, table);
    return new Published(
        publications.stream().map(Publication::name).toList(),
        !publications.isEmpty() && leaves.stream().anyMatch(leaf -> withoutIdentity(leaf, indexes)),
        publications.stream().anyMatch(Publication::updates),
        publications.stream().anyMatch(Publication::deletes),
        !publications.isEmpty() && leaves.stream().anyMatch(t -> t.is(Flag.IDENTITY_FULL)));
  }

  private static boolean holds(Publication publication, TableFacts tables, Table table) {
    return publication.allTables()
        || RowCount.leaves(tables, table).stream()
            .flatMap(leaf -> RowCount.ancestry(tables, leaf))
            .anyMatch(t ->
                publication.tables().contains(t.oid())
                    || publication.schemas().contains(t.schema()));
  }

  private static boolean withoutIdentity(Table table, IndexFacts indexes) {
    if (table.is(Flag.IDENTITY_FULL)) {
      return false;
    }
    if (table.is(Flag.IDENTITY_INDEX)) {
      // The table still says so when the index was dropped; of a locked one it is believed.
      return !table.is(Flag.LOCKED)
          && indexes.indexes().values().stream()
              .noneMatch(i -> i.tableOid() == table.oid() && i.is(IndexFacts.Flag.REPLICA_IDENTITY))
          && indexes.locked().stream()
              .noneMatch(l -> l.flags().contains(IndexFacts.Flag.REPLICA_IDENTITY));
    }
    return table.is(Flag.IDENTITY_NOTHING)
        || !table.is(Flag.PRIMARY_KEY)
        || table.is(Flag.DEFERRABLE_KEY);
  }
}
