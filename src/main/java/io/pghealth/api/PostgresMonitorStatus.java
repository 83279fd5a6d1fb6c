package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was found.
 *
 * @param observedGeneration generation of the spec that this status is about
 * @param conditions ready, Connected, PermissionsSufficient, StatisticsAvailable, FindingsPresent
 * @param server the watched server
 * @param summary how many findings there are
 * @param findings the worst findings first; the reports hold all
 * @param notAssessed what could not be known, why, and what unlocks it
 * @param truncated how much was left out here
 * @param recentTransitions what changed last, newest first; Events are forgotten after an hour
 * @param effectiveChecks switches and thresholds in effect, by check
 * @param lastCheckTime when a cycle last read the primary; written at most every 10 minutes if
 *     nothing else changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostgresMonitorStatus(
    @JsonPropertyDescription("Generation of the spec that this status is about.") @Min(0)
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Connected, PermissionsSufficient, StatisticsAvailable, FindingsPresent.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("The watched server.") ServerStatus server,
    @JsonPropertyDescription("How many findings there are.") Summary summary,
    @JsonPropertyDescription("The worst findings first; the reports hold all.")
        @Size(max = Bounds.STATUS_FINDINGS)
        List<ReportedFinding> findings,
    @JsonPropertyDescription("What could not be known, why, and what unlocks it.")
        @Size(max = Bounds.STATUS_FINDINGS)
        List<ReportedNotAssessed> notAssessed,
    @JsonPropertyDescription("How much was left out here.") Truncated truncated,
    @JsonPropertyDescription("What changed last, newest first; Events are forgotten after an hour.")
        @Size(max = Bounds.TRANSITIONS)
        List<Transition> recentTransitions,
    @JsonPropertyDescription("Switches and thresholds in effect, by check.")
        Map<String, Map<String, String>> effectiveChecks,
    @JsonPropertyDescription(
            "When a cycle last read the primary; written at most every 10 minutes if nothing else changes.")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant lastCheckTime) {}
