package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What pghealth may cost the watched server.
 *
 * @param statementTimeout bound of each of our statements
 * @param lockTimeout bound of each wait of ours for a lock, below 1s
 * @param maxConnections sessions at a time, per instance
 * @param explainsPerCycle EXPLAIN statements per cycle; 0 for none
 * @param statementsPerDatabase statements followed per database, those with the most load first
 * @param bloatScanBudget bytes read to measure bloat, per server and hour; 0 for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LimitsSpec(
    @JsonPropertyDescription("Bound of each of our statements.")
        @Default("15s")
        @Pattern(Formats.DURATION)
        @ValidationRule(
            value = "[" + Formats.MILLIS + "].all(t, t >= 100 && t <= 600000)",
            message = "statementTimeout must be between 100ms and 10m, such as 15s")
        String statementTimeout,
    @JsonPropertyDescription("Bound of each wait of ours for a lock, below 1s.")
        @Default("500ms")
        @Pattern(Formats.DURATION)
        @ValidationRule(
            value = "[" + Formats.MILLIS + "].all(t, t > 0 && t < 1000)",
            message = "lockTimeout must be longer than 0 and below 1s, such as 500ms")
        String lockTimeout,
    @JsonPropertyDescription("Sessions at a time, per instance.") @Default("2") @Min(1) @Max(10)
        Integer maxConnections,
    @JsonPropertyDescription("EXPLAIN statements per cycle; 0 for none.")
        @Default("50")
        @Min(0)
        @Max(1000)
        Integer explainsPerCycle,
    @JsonPropertyDescription("Statements followed per database, those with the most load first.")
        @Default("500")
        @Min(1)
        @Max(5000)
        Integer statementsPerDatabase,
    @JsonPropertyDescription("Bytes read to measure bloat, per server and hour; 0 for none.")
        @Default("2Gi")
        @Pattern(Formats.SIZE)
        String bloatScanBudget) {}
