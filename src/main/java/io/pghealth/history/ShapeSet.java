package io.pghealth.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Shapes of one statement's plans, by hash. A member that could not be had is null and is never
 * compared.
 *
 * @param generic without values
 * @param common with the most common value of each column
 * @param median with the median value of each column
 */
public record ShapeSet(String generic, String common, String median) {

  /** A member's name as a finding says it. */
  public enum Member {
    GENERIC("the generic plan"),
    COMMON("the plan with the most common values"),
    MEDIAN("the plan with the median values");

    private final String text;

    Member(String text) {
      this.text = text;
    }

    /** For a person. */
    public String text() {
      return text;
    }
  }

  /** The hash of a member; null where it could not be had. */
  public String of(Member member) {
    return switch (member) {
      case GENERIC -> generic;
      case COMMON -> common;
      case MEDIAN -> median;
    };
  }

  /** Begins the hashes of the plans of a query that stands for an UPDATE or DELETE. */
  public static final String REWRITTEN = "select-";

  /** Begins the hashes of the plans of a query of one partition that stands for the table. */
  public static final String PARTITION = "partition-";

  /** Whether these are plans of one partition that stands for the table. */
  public boolean ofPartition() {
    return hashes().stream().anyMatch(hash -> hash.startsWith(PARTITION));
  }

  /** Whether these are plans of a query that stands for an UPDATE or DELETE. */
  public boolean rewritten() {
    return hashes().stream().anyMatch(hash -> hash.startsWith(REWRITTEN));
  }

  /** Whether both are plans of the same text; plans of two texts are never compared. */
  boolean comparable(ShapeSet other) {
    return rewritten() == other.rewritten() && ofPartition() == other.ofPartition();
  }

  /** Members that both have and that differ; none where they are plans of two texts. */
  public List<Member> differing(ShapeSet other) {
    List<Member> found = new ArrayList<>();
    if (!comparable(other)) {
      return found;
    }
    for (Member member : Member.values()) {
      if (of(member) != null && other.of(member) != null && !of(member).equals(other.of(member))) {
        found.add(member);
      }
    }
    return found;
  }

  /** The other's members, and this one's where the other has none. */
  ShapeSet updatedBy(ShapeSet other) {
    return new ShapeSet(
        other.generic == null ? generic : other.generic,
        other.common == null ? common : other.common,
        other.median == null ? median : other.median);
  }

  /** All hashes. */
  List<String> hashes() {
    return java.util.stream.Stream.of(generic, common, median).filter(Objects::nonNull).toList();
  }
}
