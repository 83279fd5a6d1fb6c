package io.pghealth.check;

import java.time.Duration;

/** Thresholds of {@code MissingFuturePartition}. */
public record MissingFuturePartitionSettings(
    @Setting(
            value = "Partitioned tables with fewer rows, in all partitions, are left alone.",
            defaultValue = "1000")
        int minRows,
    @Setting(value = "How far ahead of now there must be partitions.", defaultValue = "7d")
        Duration horizon) {}
