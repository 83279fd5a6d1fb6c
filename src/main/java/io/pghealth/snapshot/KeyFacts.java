package io.pghealth.snapshot;

import java.util.List;
import java.util.Set;

/**
 * What the tables of one database that have no primary key could have instead, and what is
 * published.
 *
 * @param candidates unique indexes over columns that are never NULL
 * @param publications of the database
 */
public record KeyFacts(List<Candidate> candidates, List<Publication> publications) {

  /** Copies the lists. */
  public KeyFacts {
    candidates = List.copyOf(candidates);
    publications = List.copyOf(publications);
  }

  /**
   * An index that tells the rows of its table apart.
   *
   * @param indexOid of the index
   * @param tableOid of its table, which has no primary key
   * @param columns its key columns
   * @param usable whether ADD PRIMARY KEY USING INDEX takes it once nothing of {@code notInherited}
   *     is in the way, and nothing else stands on it
   * @param notInherited NOT NULL constraints of its columns that are NO INHERIT
   */
  public record Candidate(
      long indexOid,
      long tableOid,
      List<String> columns,
      boolean usable,
      List<String> notInherited) {

    /** Copies the lists. */
    public Candidate {
      columns = List.copyOf(columns);
      notInherited = List.copyOf(notInherited);
    }

    /** How many columns. */
    public int width() {
      return columns.size();
    }
  }

  /**
   * A row of pg_publication.
   *
   * @param name of it
   * @param allTables FOR ALL TABLES
   * @param updates whether it publishes updates
   * @param deletes whether it publishes deletes
   * @param tables OIDs of its tables; a partitioned one stands for its partitions
   * @param schemas FOR TABLES IN SCHEMA
   */
  public record Publication(
      String name,
      boolean allTables,
      boolean updates,
      boolean deletes,
      Set<Long> tables,
      Set<String> schemas) {

    /** Copies the sets. */
    public Publication {
      tables = Set.copyOf(tables);
      schemas = Set.copyOf(schemas);
    }
  }
}
