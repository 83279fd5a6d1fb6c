package io.pghealth.check;

/** Thresholds of {@code QueueTableChurn}. */
public record QueueTableChurnSettings(
    @Setting(
            value = "Share of dead rows among all rows, in percent, from which on it is found.",
            defaultValue = "80",
            max = 100)
        int minDeadPercent,
    @Setting(
            value = "Tables with fewer rows, dead ones among them, are left alone.",
            defaultValue = "1000")
        int minRows) {}
