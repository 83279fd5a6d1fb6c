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
   * @param columns how many
   * @param usable whether ADD PRIMARY KEY USING INDEX takes it, and nothing else stands on it
   */
  public record Candidate(long indexOid, long tableOid, int columns, boolean usable) {}

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
