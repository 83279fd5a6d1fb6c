package io.pghealth.check;

import io.pghealth.history.DatabasePlans;
import io.pghealth.snapshot.CauseFacts.Scope;
import io.pghealth.snapshot.CauseFacts.Setting;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * work_mem of a role in a database, as far as the catalogs say it: an application may set its own.
 *
 * @param text as it is set; null where nobody could read it
 * @param inDatabase the role's own value in this database; null for none
 */
record WorkMemory(String text, String inDatabase) {
  private static final String NAME = "work_mem";
  private static final long MEBIBYTE = 1 << 20;

  /**
   * Rows take more room in memory than on disk: a sort keeps 24 bytes per row beside it
   * (tuplesort.c, SortTuple), and each row is a chunk of memory with a header, rounded up.
   */
  private static final int MEMORY_PER_BYTE_ON_DISK = 3;

  /** Most that a role's setting may be raised to: each node of each session may take as much. */
  static final long MOST = 256 * MEBIBYTE;

  static WorkMemory of(DatabasePlans plans, String role) {
    if (plans.catalog() == null) {
      return new WorkMemory(null, null);
    }
    Optional<Setting> narrowest =
        plans.catalog().settings().stream()
            .filter(s -> s.name().equals(NAME))
            .filter(s -> s.role() == null || Objects.equals(s.role(), role))
            .max(Comparator.comparing(Setting::scope));
    return new WorkMemory(
        narrowest.map(s -> s.scope() == Scope.SERVER ? s.value() + "kB" : s.value()).orElse(null),
        narrowest
            .filter(s -> s.scope() == Scope.ROLE_IN_DATABASE)
            .map(Setting::value)
            .orElse(null));
  }

  /**
   * About what would have kept this in memory, a power of two.
   *
   * @param spilled bytes written to disk by a call
   */
  static long sufficient(double spilled) {
    long needed = MEBIBYTE;
    while (needed < spilled * MEMORY_PER_BYTE_ON_DISK) {
      needed *= 2;
    }
    return needed;
  }

  /** For SET. */
  static String written(long bytes) {
    return bytes / MEBIBYTE + "MB";
  }
}
