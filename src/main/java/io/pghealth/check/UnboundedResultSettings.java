package io.pghealth.check;

/** Thresholds of {@code UnboundedResult}. */
public record UnboundedResultSettings(
    @Setting(value = "Least rows returned per call.", defaultValue = "10000") int minRowsPerCall,
    @Setting(value = "Least calls in the windows for them to count.", defaultValue = "20")
        int minCalls,
    @Setting(
            value = "Least share of the database's execution time in the windows, in percent.",
            defaultValue = "1",
            max = 100)
        int minLoadSharePercent) {}
