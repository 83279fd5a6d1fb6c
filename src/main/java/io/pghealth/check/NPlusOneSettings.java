package io.pghealth.check;

/** Thresholds of {@code NPlusOne}. */
public record NPlusOneSettings(
    @Setting(
            value = "Least calls of the lookup per call of the statement whose rows it follows.",
            defaultValue = "10")
        int minRatio,
    @Setting(
            value = "Least windows in which the lookup's calls followed the other's rows.",
            defaultValue = "2")
        int minWindows,
    @Setting(value = "Least calls in the windows for them to count.", defaultValue = "20")
        int minCalls,
    @Setting(
            value = "Least share of the database's execution time in the windows, in percent.",
            defaultValue = "1",
            max = 100)
        int minLoadSharePercent) {}
