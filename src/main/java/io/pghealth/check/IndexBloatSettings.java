package io.pghealth.check;

/** Thresholds of {@code IndexBloat}. */
public record IndexBloatSettings(
    @Setting(value = "Least space that a rebuild would free, in bytes.", defaultValue = "10Mi")
        Bytes minWaste,
    @Setting(
            value = "Least share of the index that a rebuild would free, in percent.",
            defaultValue = "40",
            max = 100)
        int minWastePercent) {}
