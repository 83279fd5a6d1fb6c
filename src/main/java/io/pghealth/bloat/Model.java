package io.pghealth.bloat;

import java.util.List;

/**
 * An index as a build would see it.
 *
 * @param blockSize bytes of a page
 * @param fillfactor percent
 * @param deduplicates whether equal keys become posting lists
 * @param rows that it would hold
 * @param layout of its tuples
 * @param keyColumns how many of the columns are keys
 * @param columns values of each column; the shares of one column sum to 1
 * @param groups how many different keys there are; 0 where only the columns' own numbers say so
 */
record Model(
    int blockSize,
    int fillfactor,
    boolean deduplicates,
    double rows,
    TupleLayout layout,
    int keyColumns,
    List<List<Share>> columns,
    double groups) {}
