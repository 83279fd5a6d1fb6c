package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;

/**
 * All that was found in one database, or of the server.
 *
 * @param summary how many findings there are
 * @param findings worst first
 * @param notAssessed what could not be known, why, and what unlocks it
 * @param truncated how much was left out here
 * @param lastCheckTime when a cycle last read the primary; written at most every 10 minutes if
 *     nothing else changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatabaseReportStatus(
    @JsonPropertyDescription("How many findings there are.") Summary summary,
    @JsonPropertyDescription("Worst first.") @Size(max = Bounds.REPORT_FINDINGS)
        List<ReportedFinding> findings,
    @JsonPropertyDescription("What could not be known, why, and what unlocks it.")
        @Size(max = Bounds.REPORT_FINDINGS)
        List<ReportedNotAssessed> notAssessed,
    @JsonPropertyDescription("How much was left out here.") Truncated truncated,
    @JsonPropertyDescription(
            "When a cycle last read the primary; written at most every 10 minutes if nothing else changes.")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant lastCheckTime) {}
