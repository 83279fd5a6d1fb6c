package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/**
 * One instance of the watched server.
 *
 * @param address host and port
 * @param role primary or replica, as the instance itself says; empty while unknown
 * @param connected whether the last cycle reached it
 * @param version its version, such as 18.6
 * @param problem why it was not reached
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceStatus(
    @JsonPropertyDescription("Host and port.") @Size(max = Bounds.NAME) String address,
    @JsonPropertyDescription(
            "primary or replica, as the instance itself says; empty while unknown.")
        @Size(max = Bounds.WORD)
        String role,
    @JsonPropertyDescription("Whether the last cycle reached it.") Boolean connected,
    @JsonPropertyDescription("Its version, such as 18.6.") @Size(max = Bounds.WORD) String version,
    @JsonPropertyDescription("Why it was not reached.") @Size(max = Bounds.PROSE) String problem) {}
