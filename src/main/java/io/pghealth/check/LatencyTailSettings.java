package io.pghealth.check;

/** Thresholds of {@code LatencyTail}. */
public record LatencyTailSettings(
    @Setting(value = "Least calls in a window for it to count.", defaultValue = "20") int minCalls,
    @Setting(
            value = "Least share of the database's execution time in the window, in percent.",
            defaultValue = "1",
            max = 100)
        int minLoadSharePercent) {}
