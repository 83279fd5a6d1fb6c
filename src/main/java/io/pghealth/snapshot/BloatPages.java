package io.pghealth.snapshot;

/**
 * Pages of a btree index by kind, as pgstatindex counts them. The metapage comes on top.
 *
 * @param internal pages above the leaves
 * @param leaf pages with index tuples
 * @param empty half-dead pages
 * @param deleted pages that were unlinked and wait to be used again
 * @param leafDensity how full the leaf pages are on average, in percent; 0 where there are none
 */
public record BloatPages(long internal, long leaf, long empty, long deleted, double leafDensity) {

  /** All pages with the metapage. */
  public long total() {
    return 1 + internal + leaf + empty + deleted;
  }
}
