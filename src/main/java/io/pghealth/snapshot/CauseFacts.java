package io.pghealth.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the plans of one database depend on: the relations that followed statements read, their
 * indexes and statistics, and the settings that the planner reads.
 *
 * @param relations by schema and name
 * @param settings those of the safety contract's short list that are set anywhere
 */
public record CauseFacts(List<Relation> relations, List<Setting> settings) {

  /** Copies the lists. */
  public CauseFacts {
    relations = List.copyOf(relations);
    settings = List.copyOf(settings);
  }

  /** Nothing read. */
  public static CauseFacts empty() {
    return new CauseFacts(List.of(), List.of());
  }

  /**
   * A relation that a plan names. A partition stands for its root: the shape of a plan knows no
   * partitions.
   *
   * @param schema of the relation itself
   * @param name of the relation itself
   * @param rootSchema schema of the partition root; its own where it is no partition
   * @param rootName name of the partition root; its own where it is no partition
   * @param analyzed the later of last_analyze and last_autoanalyze; null where never, or forgotten
   * @param locked somebody holds or awaits ACCESS EXCLUSIVE: its indexes were not read
   * @param indexes of the relation itself
   * @param rows reltuples; null where never vacuumed or analyzed
   * @param columns the first {@link #COLUMNS}, each as its name, a tab and its type
   * @param statistics extended ones
   * @param partitioning what it is partitioned by; empty where it is not; null where not read
   * @param modified rows inserted, updated and deleted since it was analyzed, as far as they were
   *     counted; null where not read; 0 for a partitioned table, whose partitions count for
   *     themselves
   */
  public record Relation(
      String schema,
      String name,
      String rootSchema,
      String rootName,
      Instant analyzed,
      boolean locked,
      List<Index> indexes,
      Double rows,
      List<String> columns,
      List<Statistics> statistics,
      String partitioning,
      Long modified) {
    /** Columns that are remembered. */
    public static final int COLUMNS = 30;

    private static final double OUTDATED_SHARE = 0.5;

    /** Fewer rows change no plan. */
    private static final long OUTDATED_LEAST = 1_000;

    /** Copies the lists; what an older document lacks is empty. */
    public Relation {
      indexes = List.copyOf(indexes);
      columns = columns == null ? List.of() : List.copyOf(columns);
      statistics = statistics == null ? List.of() : List.copyOf(statistics);
    }

    /** With these indexes. */
    public Relation with(List<Index> read) {
      return new Relation(
          schema,
          name,
          rootSchema,
          rootName,
          analyzed,
          locked,
          read,
          rows,
          columns,
          statistics,
          partitioning,
          modified);
    }

    /**
     * Whether so many rows changed since it was analyzed that its statistics are of other data:
     * half of those that they know, where autoanalyze would have come at a tenth of them.
     */
    public boolean outdated() {
      return modified != null
          && rows != null
          && modified >= OUTDATED_LEAST
          && modified >= OUTDATED_SHARE * rows;
    }
  }

  /**
   * Extended statistics.
   *
   * @param create the statement that makes them, as pg_get_statisticsobjdef says it
   */
  public record Statistics(String schema, String name, String create) {}

  /**
   * An index.
   *
   * @param definition what makes it the same index under another name: access method, columns,
   *     operator classes, predicate; no name, table, storage parameter or uniqueness
   * @param create the statement that makes it, as pg_get_indexdef says it
   * @param constraint name of the constraint that it backs; null for none
   * @param constraintType pg_constraint.contype; null for none
   * @param tablespace null for the database's default
   * @param partitioned it has no storage: its members have
   * @param valid pg_index.indisvalid
   */
  public record Index(
      String schema,
      String name,
      String definition,
      String create,
      String constraint,
      String constraintType,
      String tablespace,
      boolean partitioned,
      boolean valid) {
    /** Storage parameters do not make another index; pg_get_indexdef quotes each value. */
    private static final Pattern OPTIONS =
        Pattern.compile(" WITH \\(\\w+='[^']*'(, \\w+='[^']*')*\\)");

    /**
     * What makes an index the same under another name.
     *
     * @param create as pg_get_indexdef says it
     * @param options whether it has storage parameters
     */
    public static String definition(String create, boolean options) {
      String definition = create.substring(create.indexOf(" USING ") + " USING ".length());
      return options ? OPTIONS.matcher(definition).replaceFirst("") : definition;
    }
  }

  /** Where a setting is set, weakest first. */
  public enum Scope {
    SERVER,
    DATABASE,
    ROLE,
    ROLE_IN_DATABASE
  }

  /**
   * A setting.
   *
   * @param role that it is for; null where the scope has none
   * @param name of the setting
   * @param value as pg_settings or pg_db_role_setting says it
   */
  public record Setting(Scope scope, String role, String name, String value) {}
}
