package io.pghealth.check;

import java.time.Duration;

/** Thresholds of {@code UnusedIndex}. */
public record UnusedIndexSettings(
    @Setting(
            value = "How long every instance must have been observed without a scan.",
            defaultValue = "14d")
        Duration observationWindow,
    @Setting(value = "Smaller indexes are left alone, in bytes.", defaultValue = "1Mi")
        Bytes minSize) {}
