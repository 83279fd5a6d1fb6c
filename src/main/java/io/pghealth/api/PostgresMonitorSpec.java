package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What to watch, and how.
 *
 * @param connection where the primary is
 * @param credentialsSecretRef secret with the user name and password of the monitoring role
 * @param tls how connections are protected
 * @param replicas the replicas, each at an address of its own. An index counts as unused only if no
 *     instance uses it
 * @param databases which databases are watched. Default: all that can be connected to, no templates
 * @param schedule how often what is looked at
 * @param limits what pghealth may cost the watched server
 * @param plans how plans are read with EXPLAIN
 * @param checks switches and thresholds, by check
 * @param suspend no check runs while true; what was found stays and is marked stale
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.connection)",
    message = "set connection: {host: ..., port: ...}, the address of the primary to watch")
@ValidationRule(
    value = "has(self.credentialsSecretRef)",
    message =
        "set credentialsSecretRef: {name: ...}, a Secret of this namespace with the keys username and password")
public record PostgresMonitorSpec(
    @JsonPropertyDescription("Where the primary is.") Connection connection,
    @JsonPropertyDescription("Secret with the user name and password of the monitoring role.")
        CredentialsRef credentialsSecretRef,
    @JsonPropertyDescription("How connections are protected.") TlsSpec tls,
    @JsonPropertyDescription(
            "The replicas, each at an address of its own. An index counts as unused only if no instance uses it.")
        @Size(max = 32)
        List<Replica> replicas,
    @JsonPropertyDescription(
            "Which databases are watched. Default: all that can be connected to, no templates.")
        Databases databases,
    @JsonPropertyDescription("How often what is looked at.") ScheduleSpec schedule,
    @JsonPropertyDescription("What pghealth may cost the watched server.") LimitsSpec limits,
    @JsonPropertyDescription("How plans are read with EXPLAIN.") PlansSpec plans,
    @JsonPropertyDescription("Switches and thresholds, by check.")
        Map<String, Map<String, Object>> checks,
    @JsonPropertyDescription("No check runs while true; what was found stays and is marked stale.")
        @Default("false")
        Boolean suspend) {}
