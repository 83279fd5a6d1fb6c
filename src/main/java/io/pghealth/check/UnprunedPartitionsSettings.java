package io.pghealth.check;

/** Thresholds of {@code UnprunedPartitions}. */
public record UnprunedPartitionsSettings(
    @Setting(value = "Least partitions of a table that a plan reads.", defaultValue = "8")
        int minPartitions,
    @Setting(value = "Least calls of a statement in a window.", defaultValue = "20") int minCalls,
    @Setting(
            value = "Least share of the database's execution time in the window, in percent.",
            defaultValue = "1",
            max = 100)
        int minLoadSharePercent) {}
