package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/**
 * A change in the life of a finding.
 *
 * @param time when
 * @param action opened, Escalated, Eased, Resolved or Closed
 * @param fingerprint of the finding
 * @param check name of the check
 * @param severity severity after the change
 * @param database name of the database; left out for the server
 * @param message the finding's sentence, or why it was closed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Transition(
    @JsonPropertyDescription("When.") @JsonFormat(shape = JsonFormat.Shape.STRING) Instant time,
    @JsonPropertyDescription("Opened, Escalated, Eased, Resolved or Closed.")
        @Size(max = Bounds.WORD)
        String action,
    @JsonPropertyDescription("Of the finding.") @Size(max = Bounds.WORD) String fingerprint,
    @JsonPropertyDescription("Name of the check.") @Size(max = Bounds.WORD) String check,
    @JsonPropertyDescription("Severity after the change.")
        @Pattern("^(critical|high|medium|low|info)$")
        String severity,
    @JsonPropertyDescription("Name of the database; left out for the server.")
        @Size(max = Bounds.NAME)
        String database,
    @JsonPropertyDescription("The finding's sentence, or why it was closed.")
        @Size(max = Bounds.PROSE)
        String message,
    @JsonPropertyDescription(
            "Of one that is gone: what was measured before and since, where it was.")
        @Size(max = Bounds.PROSE)
        String measured) {}
