package io.pghealth.check;

/** Thresholds of {@code MissingIndex}. */
public record MissingIndexSettings(
    @Setting(value = "Least rows that a scan reads in a call.", defaultValue = "10000")
        int minRowsRead,
    @Setting(value = "Least calls of a statement in a window.", defaultValue = "20") int minCalls,
    @Setting(
            value = "Least share of the database's execution time in the window, in percent.",
            defaultValue = "1",
            max = 100)
        int minLoadSharePercent) {}
