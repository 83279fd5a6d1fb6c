package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * A Secret with a user name and a password.
 *
 * @param name name of a Secret in the monitor's namespace, of type Opaque or
 *     kubernetes.io/basic-auth
 * @param usernameKey its key that holds the user name
 * @param passwordKey its key that holds the password
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CredentialsRef(
    @JsonPropertyDescription(
            "Name of a Secret in the monitor's namespace, of type Opaque or kubernetes.io/basic-auth.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Formats.OBJECT_NAME)
        String name,
    @JsonPropertyDescription("Its key that holds the user name.")
        @Default("username")
        @Size(min = 1, max = 253)
        @Pattern(Formats.KEY)
        String usernameKey,
    @JsonPropertyDescription("Its key that holds the password.")
        @Default("password")
        @Size(min = 1, max = 253)
        @Pattern(Formats.KEY)
        String passwordKey) {}
