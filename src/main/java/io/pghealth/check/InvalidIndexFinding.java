package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.InvalidIndexes.Invalid;
import io.pghealth.snapshot.InvalidIndexes.Twin;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words of one finding: of one index, or of all that are wrong with one TOAST table.
 *
 * @param indexes not empty
 * @param facts for the size
 */
record InvalidIndexFinding(String database, List<Invalid> indexes, Collected<IndexFacts> facts) {
  /** What ReindexRelationConcurrently and ChooseRelationName (indexcmds.c) call them. */
  private static final Pattern LEFTOVER = Pattern.compile("(.*)_cc(new|old)\\d*", Pattern.DOTALL);

  private static final String CONCURRENTLY =
      " blocks neither reads nor writes, and does not run inside a transaction block.";

  Finding finding() {
    Invalid first = indexes.getFirst();
    Finding.Builder finding =
        Finding.of(InvalidIndex.NAME, severity(), Confidence.HIGH)
            .database(database)
            .object(InvalidIndex.reference(first))
            .message(message());
    if (first.toast()) {
      finding.discriminator("TOAST");
      finding.evidence(
          "indexes", indexes.stream().map(Invalid::name).collect(Collectors.joining(", ")));
    }
    facts
        .toOptional()
        .map(f -> f.indexes().get(first.oid()))
        .ifPresent(i -> finding.evidence("size", Amounts.bytes(i.sizeBytes())));
    if (!first.live()) {
      finding.evidence("state", "being dropped");
    }
    valid(first).ifPresent(twin -> finding.evidence("valid with the same structure", twin.name()));
    return finding.impact(impact()).fix(fix()).build();
  }

  private Severity severity() {
    Invalid first = indexes.getFirst();
    if (indexes.stream().allMatch(InvalidIndexFinding::dispensable)) {
      return Severity.LOW;
    }
    return first.unique() || first.exclusion() ? Severity.HIGH : Severity.MEDIUM;
  }

  private String message() {
    Invalid first = indexes.getFirst();
    return (first.toast()
            ? "the TOAST table of " + first.tableSchema() + "." + first.table() + " has an index"
            : "index " + first.name() + " on " + first.tableSchema() + "." + first.table())
        + (first.toast() ? " that is invalid" : " is invalid")
        + why(first);
  }

  private static String why(Invalid index) {
    Optional<Twin> valid = valid(index);
    Matcher name = LEFTOVER.matcher(index.name());
    if (!index.live()) {
      return ": DROP INDEX CONCURRENTLY was cut short";
    }
    if (valid.isPresent() && name.matches() && valid.get().name().startsWith(name.group(1))) {
      return name.group(2).equals("new")
          ? ", left by a REINDEX CONCURRENTLY that failed: "
              + valid.get().name()
              + " was not replaced and is valid"
          : ", left by a REINDEX CONCURRENTLY that failed at its end: "
              + valid.get().name()
              + " has replaced it and is valid";
    }
    if (valid.isPresent()) {
      return ", and " + valid.get().name() + " is the same and valid";
    }
    return better(index)
        .map(twin -> ", and so is " + twin.name() + ", which is the same")
        .orElse(": its build or rebuild did not come to the end");
  }

  private String impact() {
    Invalid first = indexes.getFirst();
    String cost = "no query can use it, and writes keep it up to date all the same";
    return !dispensable(first) && (first.unique() || first.exclusion())
        ? cost + "; rows from before may break its rule, and ON CONFLICT does not take it"
        : cost;
  }

  private Fix fix() {
    List<String> sql = indexes.stream().map(InvalidIndexFinding::statement).toList();
    if (indexes.stream().allMatch(InvalidIndexFinding::dispensable)) {
      return new Fix(sql, "DROP INDEX CONCURRENTLY" + CONCURRENTLY);
    }
    Invalid first = indexes.getFirst();
    String failed =
        first.unique() || first.exclusion()
            ? " It fails again on rows that break the rule: mend these first."
            : "";
    return first.exclusion()
        ? new Fix(
            sql,
            "REINDEX CONCURRENTLY does not work on an exclusion constraint's index. This one blocks"
                + " writes, and queries that would use the index, until it is done."
                + failed)
        : new Fix(
            sql,
            "REINDEX INDEX CONCURRENTLY"
                + CONCURRENTLY
                + failed
                + " Where it fails it leaves one more invalid index, whose name ends in _ccnew.");
  }

  private static String statement(Invalid index) {
    String name = Identifiers.quote(index.schema(), index.name());
    if (dispensable(index)) {
      return "DROP INDEX CONCURRENTLY " + name;
    }
    return (index.exclusion() ? "REINDEX INDEX " : "REINDEX INDEX CONCURRENTLY ") + name;
  }

  /** Nothing is lost with it, and nothing stands on it. */
  private static boolean dispensable(Invalid index) {
    return !index.attached()
        && !index.constrained()
        && (!index.live() || valid(index).isPresent() || better(index).isPresent());
  }

  private static Optional<Twin> valid(Invalid index) {
    String base = base(index.name());
    return index.twins().stream()
        .filter(Twin::valid)
        .min(
            Comparator.comparing((Twin t) -> !t.name().startsWith(base)).thenComparing(Twin::name));
  }

  /** Of several that are all invalid, the one to rebuild: no leftover by name, then the first. */
  private static Optional<Twin> better(Invalid index) {
    return index.twins().stream()
        .min(Comparator.comparing((Twin t) -> leftover(t.name())).thenComparing(Twin::oid))
        .filter(twin ->
            leftover(index.name()) != leftover(twin.name())
                ? leftover(index.name())
                : twin.oid() < index.oid());
  }

  private static boolean leftover(String name) {
    return LEFTOVER.matcher(name).matches();
  }

  private static String base(String name) {
    Matcher leftover = LEFTOVER.matcher(name);
    return leftover.matches() ? leftover.group(1) : name;
  }
}
