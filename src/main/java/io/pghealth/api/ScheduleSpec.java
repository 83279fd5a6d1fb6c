package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How often what is looked at. Durations are numbers with ms, s, m, h, d or w, such as 1h30m.
 *
 * @param interval time between two cycles, at least 5s
 * @param planInterval least time between two EXPLAINs of the same unchanged statement
 * @param bloatInterval least time between two measurements of the same index
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScheduleSpec(
    @JsonPropertyDescription("Time between two cycles, at least 5s.")
        @Default("60s")
        @Pattern(Formats.DURATION)
        @ValidationRule(
            value = Formats.MILLIS + " >= 5000",
            message = "interval must be at least 5s, such as 30s or 5m")
        String interval,
    @JsonPropertyDescription("Least time between two EXPLAINs of the same unchanged statement.")
        @Default("5m")
        @Pattern(Formats.DURATION)
        @ValidationRule(
            value = Formats.MILLIS + " > 0",
            message = "planInterval must be longer than 0, such as 5m")
        String planInterval,
    @JsonPropertyDescription("Least time between two measurements of the same index.")
        @Default("24h")
        @Pattern(Formats.DURATION)
        @ValidationRule(
            value = Formats.MILLIS + " > 0",
            message = "bloatInterval must be longer than 0, such as 24h")
        String bloatInterval) {}
