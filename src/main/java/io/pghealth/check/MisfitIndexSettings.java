package io.pghealth.check;

/** Thresholds of {@code MisfitIndex}. */
public record MisfitIndexSettings(
    @Setting(
            value = "Smaller indexes are left alone, in bytes; of a BRIN index its table counts.",
            defaultValue = "10Mi")
        Bytes minSize) {}
