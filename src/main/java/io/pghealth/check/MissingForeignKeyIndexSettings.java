package io.pghealth.check;

/** Thresholds of {@code MissingForeignKeyIndex}. */
public record MissingForeignKeyIndexSettings(
    @Setting(
            value = "Keys whose referencing table has fewer rows are left alone.",
            defaultValue = "10000")
        int minRows) {}
