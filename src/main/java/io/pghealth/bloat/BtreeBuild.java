package io.pghealth.bloat;

/**
 * Packs tuples into pages as a build does (nbtsort.c: _bt_buildadd, _bt_sort_dedup_finish_pending).
 *
 * <p>A page takes tuples until less than its share of free space is left; its last tuple then opens
 * the next page and stays behind as high key.
 */
final class BtreeBuild {
  /** Page header and btree special space. */
  static final int OVERHEAD = 24 + 16;

  static final int LINE_POINTER = 4;
  private static final int HEAP_TID = 8;
  private static final int MINUS_INFINITY = 8;
  private static final int INTERNAL_FILLFACTOR = 70;

  private final int blockSize;
  private final int keepFree;

  private long finished;
  private long items;
  private long bytesOfFinished;
  private int onPage;
  private int bytesOnPage;
  private int lastSize;
  private int lastExtra;
  private double pivotBytes;

  BtreeBuild(int blockSize, int fillfactor) {
    this.blockSize = blockSize;
    this.keepFree = blockSize * (100 - fillfactor) / 100;
  }

  /** Bytes for tuples and their line pointers, the high key's line pointer taken off. */
  private int room() {
    return blockSize - OVERHEAD - LINE_POINTER;
  }

  /**
   * Adds one leaf tuple.
   *
   * @param size of it, rounded up to 8
   * @param extra bytes of it that are a posting list
   * @param pivot size of the pivot tuple, should a page end before this tuple
   */
  void add(int size, int extra, int pivot) {
    int free = room() - bytesOnPage - LINE_POINTER;
    boolean full = free < size + HEAP_TID || free + lastExtra < keepFree;
    if (full && onPage > 1) {
      finished++;
      bytesOfFinished += bytesOnPage - lastSize - LINE_POINTER;
      pivotBytes += lastPivot;
      onPage = 1;
      bytesOnPage = lastSize + LINE_POINTER;
    }
    onPage++;
    items++;
    bytesOnPage += size + LINE_POINTER;
    lastSize = size;
    lastExtra = extra;
    lastPivot = pivot;
  }

  private int lastPivot;

  /** Leaf pages so far; the last one counts as the share that it is filled. */
  double leaves() {
    if (finished == 0) {
      return Math.min(1, (double) bytesOnPage / Math.max(1, room() - keepFree));
    }
    return finished + bytesOnPage * (double) finished / bytesOfFinished;
  }

  /** Tuples so far. */
  long items() {
    return items;
  }

  /** Pages that were finished. */
  long finished() {
    return finished;
  }

  /** Bytes of the pivot tuples of the finished pages. */
  double pivotBytes() {
    return pivotBytes;
  }

  /** Pages above so many leaves. */
  static long internal(int blockSize, long leaves, double pivot) {
    int filled =
        blockSize - OVERHEAD - 2 * LINE_POINTER - blockSize * (100 - INTERNAL_FILLFACTOR) / 100;
    double step = pivot + LINE_POINTER;
    double full = (filled - MINUS_INFINITY - LINE_POINTER) / step;
    // Alike, they fill a page to a whole number of tuples; unlike, to the average.
    double perPage = pivot == Math.rint(pivot) ? Math.floor(full) + 1 : full + 0.5;
    long pages = 0;
    for (long level = leaves; level > 1; pages += level) {
      level = (long) Math.ceil(level / Math.max(2, perPage));
    }
    return pages;
  }
}
