package io.pghealth.check;

import io.pghealth.snapshot.TableColumns.Column;
import java.util.List;

/**
 * How large a table would be after a rewrite, from the average widths of its columns. A row has a
 * header of 23 bytes, a bitmap of one bit a column where some value is NULL, both aligned to 8, its
 * values each aligned as their type asks (heap_compute_data_size in heaptuple.c), and a line
 * pointer of 4. A page has a header of 24 and is filled until fillfactor.
 *
 * @param columns in their order
 * @param rows how many
 * @param fillfactor percent
 * @param blockSize bytes of a page
 */
record HeapEstimate(List<Column> columns, double rows, int fillfactor, int blockSize) {
  private static final int HEADER = 23;

  private static final int LINE_POINTER = 4;

  static final int PAGE_HEADER = 24;

  /**
   * Longer varlenas have a header of 4 bytes, which is aligned (postgres.h: VARATT_CAN_MAKE_SHORT).
   */
  private static final int SHORT = 127;

  /** Size in bytes. */
  long bytes() {
    double perPage =
        Math.max(1, Math.floor(usable(blockSize, fillfactor) / (row() + LINE_POINTER)));
    return (long) Math.ceil(rows / perPage) * blockSize;
  }

  static double usable(int blockSize, int fillfactor) {
    return blockSize * fillfactor / 100.0 - PAGE_HEADER;
  }

  /** Bytes of an average row, with its header. */
  double row() {
    double withoutNulls = 1;
    for (Column column : columns) {
      withoutNulls *= 1 - nulls(column);
    }
    double bitmap = aligned(HEADER + (columns.size() + 7) / 8.0);
    double header = withoutNulls * aligned(HEADER) + (1 - withoutNulls) * bitmap;
    double data = 0;
    boolean exact = true;
    // What the offset is a multiple of for certain, where it is not exact.
    int multiple = 8;
    for (Column column : columns) {
      double here = 1 - nulls(column);
      if (here == 0) {
        continue;
      }
      int width = column.length() > 0 ? column.length() : column.width();
      int align = column.length() < 0 && width <= SHORT ? 1 : alignment(column.alignment());
      double padding =
          exact
              ? Math.ceil(data / align) * align - data
              : align <= multiple ? 0 : (align - multiple) / 2.0;
      data += here * (padding + width);
      int after =
          column.length() < 0
              ? 1
              : Math.min(Integer.lowestOneBit(width), Math.max(align, multiple));
      multiple = here == 1 ? after : Math.min(multiple, after);
      exact &= column.length() > 0 && here == 1;
    }
    return header + (exact ? aligned(data) : data + (8 - multiple) / 2.0);
  }

  private static double nulls(Column column) {
    if (column.absent()) {
      return 1;
    }
    return column.nullFraction() == null ? 0 : column.nullFraction();
  }

  private static double aligned(double bytes) {
    return Math.ceil(bytes / 8) * 8;
  }

  private static int alignment(char alignment) {
    return switch (alignment) {
      case 'd' -> 8;
      case 'i' -> 4;
      case 's' -> 2;
      default -> 1;
    };
  }
}
