package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which column each parameter is compared with, read from the conditions of the generic plan; LIMIT
 * and OFFSET from the text.
 */
final class ParameterColumns {
  /** What a parameter gets. */
  sealed interface Source {}

  /**
   * A value of this column.
   *
   * @param array the parameter is an array of such values
   */
  record Column(String schema, String relation, String name, boolean array) implements Source {}

  /** Always this. */
  record Fixed(String value) implements Source {}

  /** It stands in no condition: what it is makes no other plan. */
  record Irrelevant() implements Source {}

  /** Nobody knows. */
  record None() implements Source {}

  /** LIMIT: what a page of a list shows. */
  private static final String PAGE = "10";

  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
  private static final String CAST =
      "(?:::(?:\"[^\"]+\"|[\\w.]+)(?: (?:varying|precision|with(?:out)? time zone))?(?:\\(\\d+\\))?(?:\\[\\])?)";

  /** {@code (o.user_id)::text = $1}, {@code user_id = ANY (ARRAY[$1, $2])}. */
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(\\()?("
              + NAME
              + ")(?:\\.("
              + NAME
              + "))?\\)?"
              + CAST
              + "* ([-+*/<>=~!@#%^&|?]+) "
              + "(ANY |ALL )?(\\()?(ARRAY\\[)?\\(*\\$(\\d+)([^\\]]*\\])?");

  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  private ParameterColumns() {}

  /** A source per parameter, from {@code $1} on. */
  static List<Source> of(PlanNode plan, StatementText text) {
    Map<Integer, Source> found = new HashMap<>();
    Map<String, PlanNode> aliases = new HashMap<>();
    plan.all()
        .filter(n -> n.relation() != null)
        .forEach(n -> aliases.putIfAbsent(n.alias() == null ? n.relation() : n.alias(), n));
    paging(text, found);
    plan.all()
        .forEach(
            node -> node.conditions().values().forEach(c -> condition(c, node, aliases, found)));
    List<String> relations = text.unqualifiedRelations();
    if (plan.pruned() && relations.size() == 1) {
      condition(text.withoutLiterals(), scan(relations.getFirst()), aliases, found);
    }
    outputs(plan).forEach(n -> found.put(n, new None()));
    boolean functions = plan.all().anyMatch(n -> n.type().equals("Function Scan"));
    return java.util.stream.IntStream.rangeClosed(1, text.parameters())
        .mapToObj(n ->
            found.containsKey(n)
                ? found.get(n)
                : functions || plan.pruned() || mentioned(plan, n) ? new None() : new Irrelevant())
        .map(Source.class::cast)
        .toList();
  }

  /** Stands for a scan that is not in the plan. */
  private static PlanNode scan(String relation) {
    return new PlanNode(
        "Scan",
        "",
        "",
        "",
        "",
        null,
        relation,
        relation,
        null,
        "",
        Map.of(),
        List.of(),
        PlanNode.Estimate.NONE,
        List.of());
  }

  private static void paging(StatementText text, Map<Integer, Source> found) {
    List<Token> words = text.words();
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i).type() != Type.PARAMETER) {
        continue;
      }
      Token before = words.get(i - 1);
      if (before.is("LIMIT") || before.is("FIRST") || before.is("NEXT")) {
        found.put(StatementText.number(words.get(i)), new Fixed(PAGE));
      } else if (before.is("OFFSET")) {
        found.put(StatementText.number(words.get(i)), new Fixed("0"));
      }
    }
  }

  private static void condition(
      String condition, PlanNode node, Map<String, PlanNode> aliases, Map<Integer, Source> found) {
    Matcher m = COMPARISON.matcher(condition);
    while (m.find()) {
      if (m.group(1) != null && m.start() > 0 && isName(condition.charAt(m.start() - 1))) {
        continue; // lower(email) = $1: a value of the expression, not of the column
      }
      PlanNode scan = m.group(3) == null ? node : aliases.get(unquoted(m.group(2)));
      if (scan == null || scan.relation() == null) {
        continue;
      }
      String column = unquoted(m.group(3) == null ? m.group(2) : m.group(3));
      boolean list = m.group(7) != null;
      boolean array = m.group(5) != null && !list;
      found.putIfAbsent(
          number(m.group(8)), new Column(scan.schema(), scan.relation(), column, array));
      if (list && m.group(9) != null) {
        Matcher more = PARAMETER.matcher(m.group(9));
        while (more.find()) {
          found.putIfAbsent(
              number(more.group(1)), new Column(scan.schema(), scan.relation(), column, false));
        }
      }
    }
  }

  /** Before 17 what an InitPlan returns is printed like a parameter, with numbers of its own. */
  private static List<Integer> outputs(PlanNode plan) {
    return plan.all()
        .flatMap(n -> n.texts().stream())
        .filter(t -> t.contains("(returns $"))
        .flatMap(t -> PARAMETER.matcher(t).results())
        .map(r -> number(r.group(1)))
        .toList();
  }

  private static int number(String digits) {
    return digits.length() > 5 ? 100_000 : Integer.parseInt(digits);
  }

  private static boolean mentioned(PlanNode plan, int number) {
    Pattern exact = Pattern.compile("\\$" + number + "(?!\\d)");
    return plan.all()
        .flatMap(n ->
            java.util.stream.Stream.concat(n.conditions().values().stream(), n.texts().stream()))
        .anyMatch(t -> exact.matcher(t).find());
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '"';
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
