package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/**
 * How much was left out.
 *
 * @param findings findings left out
 * @param notAssessed things not assessed left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Truncated(
    @JsonPropertyDescription("Findings left out.") @Min(0) Integer findings,
    @JsonPropertyDescription("Things not assessed left out.") @Min(0) Integer notAssessed) {}
