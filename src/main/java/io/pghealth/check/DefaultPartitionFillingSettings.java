package io.pghealth.check;

import java.time.Duration;

/** Thresholds of {@code DefaultPartitionFilling}. */
public record DefaultPartitionFillingSettings(
    @Setting(value = "Rows from which on a default partition is found.", defaultValue = "1000")
        int minRows,
    @Setting(
            value =
                "One with fewer rows is found where it will have as many within this time, at its"
                    + " present pace.",
            defaultValue = "7d")
        Duration horizon) {}
