package io.pghealth.history;

import io.pghealth.snapshot.CauseFacts;
import io.pghealth.target.Rollout;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that changed between two readings of the catalog, or in the cluster, and can change a
 * plan.
 *
 * @param kind what happened
 * @param after it had not happened yet
 * @param until it had happened
 * @param table partition root that it concerns; null for a setting or a rollout
 * @param index null where it is about no index
 * @param before the setting as it was; null where it was not set, or it is about no setting
 * @param now the setting as it is; null where it is not set, or it is about no setting
 * @param detail what else changed; the columns that an index was dropped with; null for the other
 *     kinds about an index, a setting or a rollout
 * @param rollout of a client of the database; null for all other kinds
 */
public record CatalogChange(
    Kind kind,
    Instant after,
    Instant until,
    Shape.Relation table,
    CauseFacts.Index index,
    CauseFacts.Setting before,
    CauseFacts.Setting now,
    Detail detail,
    Rollout rollout) {

  /**
   * A thing that changed.
   *
   * @param name of the column or the statistics; null where it is the table or the server
   * @param before as it was
   * @param now as it is; null where it is gone
   */
  public record Detail(String name, String before, String now) {}

  /** The setting that it is about, as it is or, where it is not set any more, as it was. */
  public CauseFacts.Setting setting() {
    return now == null ? before : now;
  }

  /** Whether the setting that changed holds for a role. */
  public boolean concerns(String role) {
    return setting().role() == null || setting().role().equals(role);
  }

  /** Whether both are about the same setting in the same place. */
  public boolean ofSameSetting(CatalogChange other) {
    return setting().name().equals(other.setting().name())
        && setting().scope() == other.setting().scope()
        && Objects.equals(setting().role(), other.setting().role());
  }

  CatalogChange since(Instant earlier) {
    return new CatalogChange(kind, earlier, until, table, index, before, now, detail, rollout);
  }

  /** About an index or a setting. */
  public CatalogChange(
      Kind kind,
      Instant after,
      Instant until,
      Shape.Relation table,
      CauseFacts.Index index,
      CauseFacts.Setting before,
      CauseFacts.Setting now) {
    this(kind, after, until, table, index, before, now, null, null);
  }

  /** An index that went with columns of it. */
  public CatalogChange withColumns(Detail dropped) {
    return new CatalogChange(kind, after, until, table, index, before, now, dropped, rollout);
  }

  /** About something else in the catalog. */
  public CatalogChange(
      Kind kind, Instant after, Instant until, Shape.Relation table, Detail detail) {
    this(kind, after, until, table, null, null, null, detail, null);
  }

  /** A client's new version, made within the second that begins at its instant. */
  public static CatalogChange of(Rollout rollout) {
    return new CatalogChange(
        Kind.ROLLED_OUT,
        rollout.at().minusSeconds(1),
        rollout.at(),
        null,
        null,
        null,
        null,
        null,
        rollout);
  }

  /** What happened, the likeliest cause of another plan first. */
  public enum Kind {
    INDEX_DROPPED,
    INDEX_INVALID,
    INDEX_CREATED,
    COLUMN_TYPE_CHANGED,
    PARTITIONING_CHANGED,
    STATISTICS_DROPPED,
    /** A call has more rows than before; nothing in the catalog, and seen when costs are judged. */
    RESULT_GREW,
    SETTING_CHANGED,
    ANALYZED,
    /** Much of the table has become other data since it was analyzed, and more of it meanwhile. */
    STATISTICS_OLD,
    GREW,
    /** Another minor release. */
    UPGRADED,
    /**
     * A workload that is connected to the database, of another version. Last: by itself it changes
     * no plan, only by what it does to the database, and most of that is seen as one of the others.
     */
    ROLLED_OUT
  }
}
