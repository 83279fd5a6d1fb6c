package io.pghealth.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A node of a plan, as EXPLAIN (FORMAT JSON) prints it (src/backend/commands/explain.c).
 *
 * @param type Node Type
 * @param relationship Parent Relationship; empty for the top
 * @param join Join Type; empty for none
 * @param strategy Strategy of an aggregate or a set operation; empty for none
 * @param partial Partial Mode of an aggregate; empty for none
 * @param schema Schema, printed only with VERBOSE; null without
 * @param relation Relation Name; null for none
 * @param alias Alias; null for none
 * @param index Index Name; null for none
 * @param source what it reads where it is no relation: function, foreign-data wrapper's or custom
 *     provider's name; empty for none
 * @param conditions by their names, such as Index Cond
 * @param texts every other string in it, where a parameter may stand as well
 * @param estimate the planner's numbers
 * @param children in the order of the plan
 */
record PlanNode(
    String type,
    String relationship,
    String join,
    String strategy,
    String partial,
    String schema,
    String relation,
    String alias,
    String index,
    String source,
    Map<String, String> conditions,
    List<String> texts,
    Estimate estimate,
    List<PlanNode> children) {

  /**
   * What the planner expects.
   *
   * @param rows Plan Rows: that it returns, of one process and one loop
   * @param cost Total Cost
   * @param workers Workers Planned
   * @param backward whether an index is read from its end
   * @param sortKey Sort Key; empty for none
   */
  record Estimate(double rows, double cost, int workers, boolean backward, List<String> sortKey) {
    static final Estimate NONE = new Estimate(0, 0, 0, false, List.of());
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> CONDITIONS =
      List.of(
          "Index Cond",
          "Recheck Cond",
          "Filter",
          "Join Filter",
          "Hash Cond",
          "Merge Cond",
          "TID Cond",
          "One-Time Filter",
          "Order By");

  /**
   * The top node.
   *
   * @throws IllegalArgumentException when it is no plan; the message holds nothing of it
   */
  static PlanNode parse(String json) {
    try {
      JsonNode plan = JSON.readTree(json).path(0).path("Plan");
      if (!plan.isObject()) {
        throw new IllegalArgumentException("EXPLAIN printed no plan");
      }
      return node(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("EXPLAIN printed what cannot be read", null);
    }
  }

  private static PlanNode node(JsonNode json) {
    Map<String, String> conditions = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    json.properties()
        .forEach(field -> {
          if (CONDITIONS.contains(field.getKey())) {
            conditions.put(field.getKey(), text(field.getValue()));
          } else if (!field.getKey().equals("Plans") && !field.getKey().equals("Output")) {
            texts.add(text(field.getValue()));
          }
        });
    List<PlanNode> children = new ArrayList<>();
    json.path("Plans").forEach(child -> children.add(node(child)));
    return new PlanNode(
        json.path("Node Type").asText(),
        json.path("Parent Relationship").asText(),
        json.path("Join Type").asText(),
        json.path("Strategy").asText(),
        json.path("Partial Mode").asText(),
        json.path("Schema").asText(null),
        json.path("Relation Name").asText(null),
        json.path("Alias").asText(null),
        json.path("Index Name").asText(null),
        json.path("Function Name").asText(json.path("Custom Plan Provider").asText()),
        conditions,
        texts,
        estimate(json),
        children);
  }

  private static Estimate estimate(JsonNode json) {
    List<String> sortKey = new ArrayList<>();
    json.path("Sort Key").forEach(key -> sortKey.add(key.asText()));
    return new Estimate(
        json.path("Plan Rows").asDouble(),
        json.path("Total Cost").asDouble(),
        json.path("Workers Planned").asInt(),
        json.path("Scan Direction").asText().equals("Backward"),
        sortKey);
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /**
   * Whether partitions were pruned away by the NULLs that stand for parameters before 16, so that
   * nothing of their scans is left to see.
   */
  boolean pruned() {
    return all().anyMatch(n -> n.type().endsWith("Append") && n.children().isEmpty());
  }

  /** This node and all below. */
  Stream<PlanNode> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(PlanNode::all));
  }
}
