package io.pghealth.check;

/** Thresholds of {@code RedundantIndex}. */
public record RedundantIndexSettings(
    @Setting(value = "Smaller indexes are left alone, in bytes.", defaultValue = "1Mi")
        Bytes minSize) {}
