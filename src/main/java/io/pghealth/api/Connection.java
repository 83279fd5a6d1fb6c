package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * Address of a postmaster.
 *
 * @param host DNS name or IP address of the primary; never a pooler
 * @param port TCP port
 * @param database database in which the databases are listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Connection(
    @JsonPropertyDescription("DNS name or IP address of the primary; never a pooler.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[^\\s/@?#,\\[\\]]+$")
        String host,
    @JsonPropertyDescription("TCP port.") @Default("5432") @Min(1) @Max(65535) Integer port,
    @JsonPropertyDescription("Database in which the databases are listed.")
        @Default("postgres")
        @Size(min = 1, max = 63)
        String database) {}
