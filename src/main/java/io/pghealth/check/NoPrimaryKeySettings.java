package io.pghealth.check;

/** Thresholds of {@code NoPrimaryKey}. */
public record NoPrimaryKeySettings(
    @Setting(
            value =
                "Tables with fewer rows are left alone, unless a publication makes their UPDATE or"
                    + " DELETE fail.",
            defaultValue = "1000")
        int minRows) {}
