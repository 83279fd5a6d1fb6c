package io.pghealth.check;

/** Thresholds of {@code OverIndexedTable}. */
public record OverIndexedTableSettings(
    @Setting(
            value = "Tables with fewer rows written a day are left alone.",
            defaultValue = "100000")
        int minWritesPerDay,
    @Setting(value = "Tables with fewer indexes are left alone.", defaultValue = "5")
        int minIndexes) {}
