package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/**
 * One aspect of a monitor's state, as Kubernetes' own conditions.
 *
 * @param type which aspect
 * @param status whether it holds
 * @param reason why, as one word
 * @param message why, for people
 * @param lastTransitionTime since when status is what it is
 * @param observedGeneration generation of the spec that it is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @JsonPropertyDescription("Which aspect.") @Required @Size(min = 1, max = 316) String type,
    @JsonPropertyDescription("Whether it holds.") @Required @Pattern("^(True|False|Unknown)$")
        String status,
    @JsonPropertyDescription("Why, as one word.") @Required @Size(min = 1, max = 256) String reason,
    @JsonPropertyDescription("Why, for people.") @Size(max = 4096) String message,
    @JsonPropertyDescription("Since when status is what it is.")
        @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant lastTransitionTime,
    @JsonPropertyDescription("Generation of the spec that it is about.") @Min(0)
        Long observedGeneration) {}
