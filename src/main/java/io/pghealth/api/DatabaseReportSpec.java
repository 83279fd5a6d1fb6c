package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/**
 * Which database of which monitor.
 *
 * @param monitor name of the PostgresMonitor
 * @param database name of the database; left out for the server
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatabaseReportSpec(
    @JsonPropertyDescription("Name of the PostgresMonitor.") @Size(max = 253) String monitor,
    @JsonPropertyDescription("Name of the database; left out for the server.")
        @Size(max = Bounds.NAME)
        String database) {}
