package io.pghealth.check;

/** Thresholds of {@code TableBloat}. Both must be reached. */
public record TableBloatSettings(
    @Setting(value = "Least space that a rewrite frees, in bytes.", defaultValue = "50Mi")
        Bytes minWaste,
    @Setting(
            value = "Least share of the table that a rewrite frees, in percent.",
            defaultValue = "40",
            max = 100)
        int minWastePercent) {}
