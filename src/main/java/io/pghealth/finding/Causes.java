package io.pghealth.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which findings explain which, and the order that follows. */
final class Causes {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::confidence)
          .thenComparing(Finding::check)
          .thenComparing(Finding::database, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(f -> f.object() == null ? "" : f.object().toString())
          .thenComparing(Finding::fingerprint);

  /** Worst first. */
  static final Comparator<Transition> TRANSITIONS =
      Comparator.comparing(Transition::finding, WORST_FIRST);

  private Causes() {}

  /**
   * Fingerprints of those whose cause is open and not suppressed: a finding hides only behind one
   * that can be seen. Where causes run in a circle, none of them explains another.
   */
  static Set<String> explained(Collection<LedgerEntry> entries) {
    Map<String, Finding> visible = new HashMap<>();
    entries.stream()
        .filter(e -> !e.suppressed())
        .forEach(e -> visible.put(e.fingerprint(), e.finding()));
    Set<String> explained = new HashSet<>();
    for (LedgerEntry entry : entries) {
      String cause = entry.finding().causedBy();
      if (cause != null && visible.containsKey(cause) && !circular(entry.finding(), visible)) {
        explained.add(entry.fingerprint());
      }
    }
    return explained;
  }

  /** Worst first, each followed by those that it explains. */
  static List<LedgerEntry> order(Collection<LedgerEntry> entries) {
    Map<String, List<LedgerEntry>> byCause = new HashMap<>();
    List<LedgerEntry> roots = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      if (entry.dependant()) {
        byCause.computeIfAbsent(entry.finding().causedBy(), c -> new ArrayList<>()).add(entry);
      } else {
        roots.add(entry);
      }
    }
    List<LedgerEntry> ordered = new ArrayList<>(entries.size());
    append(roots, byCause, ordered);
    return ordered;
  }

  private static void append(
      List<LedgerEntry> level, Map<String, List<LedgerEntry>> byCause, List<LedgerEntry> ordered) {
    level.stream()
        .sorted(
            Comparator.comparing((LedgerEntry e) -> e.suppressed())
                .thenComparing(LedgerEntry::finding, WORST_FIRST))
        .forEach(entry -> {
          ordered.add(entry);
          append(byCause.getOrDefault(entry.fingerprint(), List.of()), byCause, ordered);
        });
  }

  private static boolean circular(Finding finding, Map<String, Finding> visible) {
    Set<String> passed = new HashSet<>();
    for (Finding at = finding; at != null; at = visible.get(at.causedBy())) {
      if (!passed.add(at.fingerprint())) {
        return true;
      }
    }
    return false;
  }
}
