package io.pghealth.check;

/** Thresholds of {@code DuplicateIndex}. */
public record DuplicateIndexSettings(
    @Setting(value = "Smaller indexes are left alone, in bytes.", defaultValue = "0")
        Bytes minSize) {}
