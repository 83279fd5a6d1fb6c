package io.pghealth.plan;

import io.pghealth.history.PlanLine;
import io.pghealth.history.Shape;
import io.pghealth.snapshot.CauseFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a shape of a plan: node types, join order and kind, which conditions there are, relations,
 * and indexes by what they are. No costs, rows, aliases or numbers.
 *
 * <p>Whether workers help is no part of it: Gather and Gather Merge are left out, Partial and
 * Finalize aggregates are one. Neither is what stands always in the same place (Hash), nor how many
 * partitions a table has: an Append over partitions of one table is the scan that most of them
 * have, so that a new and still empty partition, which is read sequentially, is no other plan.
 */
final class ShapeBuilder {
  /** Of a tree that is shown. */
  private static final int LONGEST = 600;

  private static final Set<String> TRANSPARENT = Set.of("Gather", "Gather Merge", "Hash");
  private static final Set<String> APPENDS = Set.of("Append", "Merge Append");
  private static final Set<String> BETWEEN_AGGREGATES =
      Set.of("Gather", "Gather Merge", "Sort", "Incremental Sort");

  private final Names names;
  private final Set<Shape.Relation> relations = new java.util.LinkedHashSet<>();
  private final Set<Shape.IndexUse> indexes = new java.util.LinkedHashSet<>();

  /**
   * A subtree: what makes its shape, what is shown in one line and in several, and which
   * partitioned tables it reads.
   */
  private record Part(
      String key,
      String shown,
      List<PlanLine> lines,
      Set<Shape.Relation> partitioned,
      boolean plain) {}

  private ShapeBuilder(Names names) {
    this.names = names;
  }

  /**
   * The shape of a plan.
   *
   * @throws IllegalStateException when a relation or an index of it is not in the catalog any more
   */
  static Shape of(PlanNode plan, Names names) {
    ShapeBuilder builder = new ShapeBuilder(names);
    Part part = builder.part(plan, null);
    String shown = part.shown();
    return new Shape(
        hash(part.key()),
        shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST - 1) + "…",
        List.copyOf(builder.relations),
        List.copyOf(builder.indexes),
        part.lines());
  }

  private Part part(PlanNode node, CauseFacts.Relation around) {
    if (TRANSPARENT.contains(node.type()) && node.children().size() == 1) {
      return part(node.children().getFirst(), around);
    }
    if (node.type().equals("Result")
        && node.children().size() == 1
        && node.conditions().isEmpty()) {
      return part(node.children().getFirst(), around);
    }
    PlanNode aggregate = finalized(node);
    return aggregate == null ? whole(node, around) : whole(aggregate, around);
  }

  /** The partial aggregate that a final one completes; null where it is none. */
  private static PlanNode finalized(PlanNode node) {
    if (!node.type().equals("Aggregate") || !node.partial().equals("Finalize")) {
      return null;
    }
    PlanNode below = node;
    do {
      if (below.children().size() != 1) {
        return null;
      }
      below = below.children().getFirst();
    } while (BETWEEN_AGGREGATES.contains(below.type()));
    return below.type().equals("Aggregate") && below.partial().equals("Partial") ? below : null;
  }

  private Part whole(PlanNode node, CauseFacts.Relation around) {
    CauseFacts.Relation relation =
        node.relation() == null || node.type().equals("Function Scan")
            ? around
            : names
                .relation(node.schema(), node.relation())
                .orElseThrow(() -> new IllegalStateException("a relation is gone"));
    List<Part> children = new ArrayList<>();
    for (PlanNode child : node.children()) {
      children.add(part(child, node.index() == null ? relation : null));
    }
    if (APPENDS.contains(node.type()) && ofOneTable(children)) {
      return mostCommon(children);
    }
    String label = label(node);
    StringBuilder key = new StringBuilder(label);
    StringBuilder shown = new StringBuilder(label);
    Set<Shape.Relation> partitioned = new java.util.LinkedHashSet<>();
    boolean plain = false;
    if (node.relation() != null && relation != around) {
      Shape.Relation root = Names.root(relation);
      relations.add(root);
      key.append(" on ").append(root.schema()).append('.').append(root.name());
      shown.append(" on ").append(root.name());
      if (Names.partition(relation)) {
        partitioned.add(root);
      } else {
        plain = true;
      }
    }
    StringBuilder line = new StringBuilder(shown);
    List<String> details = new ArrayList<>();
    if (node.index() != null) {
      String definition = use(node.index(), relation);
      key.append(" using ").append(definition);
      String columns = definition.replaceFirst("^btree ", "");
      line.append(" using ").append(node.index());
      shown.append(" using ").append(node.index()).append(' ').append(columns);
      details.add(PlanLine.INDEX + ": " + columns);
    }
    details.addAll(ShownConditions.of(node));
    List<PlanLine> lines = new ArrayList<>();
    lines.add(ShownConditions.line(line.toString(), details));
    key.append(' ').append(node.conditions().keySet().stream().sorted().toList());
    List<Part> ordered = new ArrayList<>(children);
    if (node.type().startsWith("Bitmap")) {
      ordered.sort(Comparator.comparing(Part::key));
    }
    for (Part child : ordered) {
      partitioned.addAll(child.partitioned());
      plain |= child.plain();
      key.append(" (").append(child.key()).append(')');
      child.lines().stream()
          .limit(PlanLine.MOST - lines.size())
          .forEach(below -> lines.add(below.below()));
    }
    shown.append(
        switch (ordered.size()) {
          case 0 -> "";
          case 1 -> " → " + ordered.getFirst().shown();
          default -> " (" + String.join(", ", ordered.stream().map(Part::shown).toList()) + ")";
        });
    return new Part(key.toString(), shown.toString(), lines, partitioned, plain);
  }

  /** What an index is. */
  private String use(String name, CauseFacts.Relation relation) {
    CauseFacts.Index index =
        relation == null
            ? null
            : Names.index(relation, name)
                .orElseThrow(() -> new IllegalStateException("an index is gone"));
    if (index == null) {
      throw new IllegalStateException("an index of no relation");
    }
    indexes.add(new Shape.IndexUse(Names.root(relation), index.definition()));
    return index.definition();
  }

  private static String label(PlanNode node) {
    StringBuilder label = new StringBuilder();
    if (node.type().equals("Aggregate")) {
      label.append(
          switch (node.strategy()) {
            case "Sorted" -> "Group Aggregate";
            case "Hashed" -> "Hash Aggregate";
            case "Mixed" -> "Mixed Aggregate";
            default -> "Aggregate";
          });
    } else {
      label.append(node.type());
      if (!node.strategy().isEmpty()) {
        label.append(' ').append(node.strategy());
      }
    }
    if (!node.join().isEmpty() && !node.join().equals("Inner")) {
      label.append(' ').append(node.join());
    }
    if (!node.source().isEmpty()) {
      label.append(' ').append(node.source());
    }
    return node.relationship().equals("InitPlan") || node.relationship().equals("SubPlan")
        ? node.relationship() + " " + label
        : label.toString();
  }

  private static boolean ofOneTable(List<Part> children) {
    return !children.isEmpty()
        && children.stream()
            .allMatch(c ->
                !c.partitioned().isEmpty()
                    && c.partitioned().equals(children.getFirst().partitioned()));
  }

  /** Where two are as frequent, the one that reads less comes first by its name. */
  private static Part mostCommon(List<Part> parts) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    parts.forEach(p -> counts.merge(p.key(), 1, Integer::sum));
    return parts.stream()
        .min(Comparator.comparing((Part p) -> -counts.get(p.key())).thenComparing(Part::key))
        .orElseThrow();
  }

  private static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
