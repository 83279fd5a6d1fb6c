package io.pghealth.check;

/** Thresholds of {@code StatementsEvicting}, which is about entries and not about one statement. */
public record StatementsEvictingSettings(
    @Setting(
            value =
                "Least calls from which an entry counts, in the evidence, as a statement that comes"
                    + " again.",
            defaultValue = "20")
        int minCalls,
    @Setting(
            value =
                "Least share of pg_stat_statements.max that was thrown out in the windows, in"
                    + " percent.",
            defaultValue = "1",
            max = 100)
        int minLoadSharePercent) {}
