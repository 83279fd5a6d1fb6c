package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * How plans are read with EXPLAIN.
 *
 * @param credentialsSecretRef secret with the user name and password of a role that is used for
 *     EXPLAIN alone. Default: the monitoring role
 * @param trustedOwners roles whose functions may run while a statement is planned
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlansSpec(
    @JsonPropertyDescription(
            "Secret with the user name and password of a role that is used for EXPLAIN alone. Default: the monitoring role.")
        CredentialsRef credentialsSecretRef,
    @JsonPropertyDescription("Roles whose functions may run while a statement is planned.")
        @Size(max = 64)
        List<@Size(min = 1, max = 63) String> trustedOwners) {}
