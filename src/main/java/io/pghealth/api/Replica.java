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
 * Address of a replica.
 *
 * @param host DNS name or IP address of one replica
 * @param port TCP port
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Replica(
    @JsonPropertyDescription("DNS name or IP address of one replica.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[^\\s/@?#,\\[\\]]+$")
        String host,
    @JsonPropertyDescription("TCP port.") @Default("5432") @Min(1) @Max(65535) Integer port) {}
