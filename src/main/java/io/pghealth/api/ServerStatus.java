package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * The watched server.
 *
 * @param version version of the primary, such as 18.6
 * @param systemIdentifier identifier of the cluster, the same on all its instances
 * @param instances the primary first, then the declared replicas
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServerStatus(
    @JsonPropertyDescription("Version of the primary, such as 18.6.") @Size(max = Bounds.WORD)
        String version,
    @JsonPropertyDescription("Identifier of the cluster, the same on all its instances.")
        @Size(max = Bounds.WORD)
        String systemIdentifier,
    @JsonPropertyDescription("The primary first, then the declared replicas.")
        @Size(max = Bounds.INSTANCES)
        List<InstanceStatus> instances) {}
