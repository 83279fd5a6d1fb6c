package io.pghealth.check;

/** Thresholds of {@code PlanRegression}, {@code QueryRegression} and {@code FixRegressed}. */
public record PlanRegressionSettings(
    @Setting(
            value = "Least increase of blocks, temporary blocks or time per call, in percent.",
            defaultValue = "100")
        int minIncreasePercent,
    @Setting(value = "Least calls in a window for it to count.", defaultValue = "20") int minCalls,
    @Setting(
            value = "Least share of the database's execution time in the window, in percent.",
            defaultValue = "1",
            max = 100)
        int minLoadSharePercent) {}
