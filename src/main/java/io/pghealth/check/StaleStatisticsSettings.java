package io.pghealth.check;

/** Thresholds of {@code StaleStatistics}. */
public record StaleStatisticsSettings(
    @Setting(value = "Tables with fewer rows are left alone.", defaultValue = "10000") int minRows,
    @Setting(
            value =
                "How far past its own threshold a table must be, in percent of that threshold; below"
                    + " 100 it is the threshold itself.",
            defaultValue = "200")
        int overduePercent) {}
