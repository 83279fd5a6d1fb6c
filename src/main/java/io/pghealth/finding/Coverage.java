package io.pghealth.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What one cycle has really looked at: an absent finding means nothing where nobody looked. */
final class Coverage {
  private record Part(String check, String database) {}

  private static final Comparator<NotAssessed> ORDER =
      Comparator.comparing(NotAssessed::check)
          .thenComparing(NotAssessed::database, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(n -> !n.whole())
          .thenComparing(n -> n.object() == null ? "" : n.object().toString())
          .thenComparing(n -> Objects.toString(n.queryId(), ""))
          .thenComparing(n -> Objects.toString(n.reason(), ""));

  private final Set<Part> assessed = new HashSet<>();
  private final List<NotAssessed> notAssessed;
  private final List<NotAssessed> saidOnce;

  Coverage(List<Assessment> assessments) {
    assessments.forEach(a -> assessed.add(new Part(a.check(), a.database())));
    notAssessed = assessments.stream().flatMap(a -> a.notAssessed().stream()).distinct().toList();
    saidOnce = once(notAssessed).stream().sorted(ORDER).toList();
    notAssessed.stream()
        .filter(NotAssessed::whole)
        .forEach(n -> assessed.remove(new Part(n.check(), n.database())));
  }

  /** To be shown: what several checks could not know alike is said once. */
  List<NotAssessed> notAssessed() {
    return saidOnce;
  }

  /** In the order in which the checks were asked. */
  private static List<NotAssessed> once(List<NotAssessed> all) {
    Map<NotAssessed, List<String>> checks = new LinkedHashMap<>();
    Map<NotAssessed, NotAssessed> first = new HashMap<>();
    for (NotAssessed one : all) {
      NotAssessed said = one.shared() ? first.computeIfAbsent(one.by(""), _ -> one) : one;
      checks.computeIfAbsent(said, _ -> new ArrayList<>()).add(one.check());
    }
    return checks.entrySet().stream()
        .map(e -> e.getKey().with(e.getValue().subList(1, e.getValue().size())))
        .toList();
  }

  /** Whether the finding would have been seen, were it there. */
  boolean assessed(Finding finding) {
    return assessed.contains(new Part(finding.check(), finding.database()))
        && notAssessed.stream().noneMatch(n -> !n.partial() && concerns(n, finding));
  }

  private static boolean concerns(NotAssessed missing, Finding finding) {
    return missing.check().equals(finding.check())
        && Objects.equals(missing.database(), finding.database())
        && (concerns(missing.object(), finding.object())
            || missing.queryId() != null
                && (missing.queryId().equals(finding.queryId())
                    || finding.statements().contains(missing.queryId())));
  }

  /** An instance or a database that was not seen may hold the evidence for everything in it. */
  private static boolean concerns(ObjectRef missing, ObjectRef object) {
    if (missing == null) {
      return false;
    }
    return switch (missing.kind()) {
      case INSTANCE, DATABASE -> true;
      case TABLE ->
          object != null
              && Objects.equals(missing.schema(), object.schema())
              && (missing.name().equals(object.table()) || named(missing, object));
      default ->
          object != null
              && Objects.equals(missing.schema(), object.schema())
              && named(missing, object)
              && (missing.table() == null
                  || object.table() == null
                  || missing.table().equals(object.table()));
    };
  }

  private static boolean named(ObjectRef a, ObjectRef b) {
    return a.kind() == b.kind() && a.name().equals(b.name());
  }
}
