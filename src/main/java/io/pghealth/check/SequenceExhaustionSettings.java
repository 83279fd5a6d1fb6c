package io.pghealth.check;

/** Thresholds of {@code SequenceExhaustion}. */
public record SequenceExhaustionSettings(
    @Setting(
            value = "Share of the values that is used up, in percent, to be warned at.",
            defaultValue = "75",
            max = 100)
        int warnPercent,
    @Setting(
            value = "Share of the values that is used up, in percent, which is critical.",
            defaultValue = "90",
            max = 100)
        int criticalPercent) {}
