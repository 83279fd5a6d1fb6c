package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/**
 * What could not be known.
 *
 * @param check name of the check
 * @param database name of the database; left out for the server
 * @param object what it is about; left out where it holds for the whole check
 * @param queryId the statement that it is about; left out where there is none
 * @param reason why
 * @param remedy what unlocks it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportedNotAssessed(
    @JsonPropertyDescription("Name of the check.") @Size(max = Bounds.WORD) String check,
    @JsonPropertyDescription("Name of the database; left out for the server.")
        @Size(max = Bounds.NAME)
        String database,
    @JsonPropertyDescription("What it is about; left out where it holds for the whole check.")
        ReportedObject object,
    @JsonPropertyDescription("The statement that it is about; left out where there is none.")
        @Size(max = Bounds.WORD)
        String queryId,
    @JsonPropertyDescription("Why.") @Size(max = Bounds.PROSE) String reason,
    @JsonPropertyDescription("What unlocks it.") ReportedFix remedy) {}
