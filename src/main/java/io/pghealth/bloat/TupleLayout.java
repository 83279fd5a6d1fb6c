package io.pghealth.bloat;

import io.pghealth.snapshot.IndexStorage;
import java.util.List;

/**
 * Size of one index tuple (indextuple.c: index_form_tuple; heaptuple.c: heap_compute_data_size): 8
 * bytes of header, 16 with a NULL bitmap, then the columns, each at its own alignment, the whole
 * rounded up to 8.
 *
 * @param columns in their order
 */
record TupleLayout(List<IndexStorage.Column> columns) {
  /** A NULL in {@link #size}. */
  static final int NULL = -1;

  /** Longest datum with its header of 1 byte (varatt.h: VARATT_SHORT_MAX). */
  static final int SHORT_MAX = 127;

  private static final int HEADER = 8;
  private static final int HEADER_WITH_NULLS = 16;
  private static final int SHORT_HEADER = 1;
  private static final int LONG_HEADER = 4;

  /** MAXALIGN. */
  static int aligned(int bytes) {
    return (bytes + 7) & ~7;
  }

  /**
   * Bytes of a tuple of the first columns.
   *
   * @param payloads bytes of each column without header, {@link #NULL} for a NULL
   * @param kept how many columns it has: fewer than all in a pivot tuple
   */
  int size(int[] payloads, int kept) {
    int bytes = 0;
    boolean nulls = false;
    for (int i = 0; i < kept; i++) {
      if (payloads[i] == NULL) {
        nulls = true;
      } else {
        bytes = after(bytes, columns.get(i), payloads[i]);
      }
    }
    return aligned((nulls ? HEADER_WITH_NULLS : HEADER) + bytes);
  }

  private static int after(int offset, IndexStorage.Column column, int payload) {
    return switch (column.length()) {
      case -1 ->
          column.storage() != 'p' && payload + SHORT_HEADER <= SHORT_MAX
              ? offset + SHORT_HEADER + payload
              : aligned(offset, column.alignment()) + LONG_HEADER + payload;
      case -2 -> offset + payload + 1;
      default -> aligned(offset, column.alignment()) + column.length();
    };
  }

  private static int aligned(int offset, char alignment) {
    int to =
        switch (alignment) {
          case 'd' -> 8;
          case 'i' -> 4;
          case 's' -> 2;
          default -> 1;
        };
    return (offset + to - 1) / to * to;
  }
}
