package io.pghealth.check;

/** Thresholds of {@code LowValueIndex}. */
public record LowValueIndexSettings(
    @Setting(value = "Smaller indexes are left alone, in bytes.", defaultValue = "10Mi")
        Bytes minSize,
    @Setting(
            value = "Least share of the rows with NULL or one and the same value, in percent.",
            defaultValue = "95",
            max = 100)
        int minSharePercent) {}
