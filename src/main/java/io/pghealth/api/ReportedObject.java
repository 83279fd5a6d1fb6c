package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/**
 * What a finding is about, by name.
 *
 * @param kind such as index or table
 * @param schema its schema; left out where there is none
 * @param name its name
 * @param table the table that it belongs to; left out where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportedObject(
    @JsonPropertyDescription("Such as index or table.") @Size(max = Bounds.WORD) String kind,
    @JsonPropertyDescription("Its schema; left out where there is none.") @Size(max = Bounds.NAME)
        String schema,
    @JsonPropertyDescription("Its name.") @Size(max = Bounds.NAME) String name,
    @JsonPropertyDescription("The table that it belongs to; left out where there is none.")
        @Size(max = Bounds.NAME)
        String table) {}
