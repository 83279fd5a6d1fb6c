package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/**
 * How many findings there are.
 *
 * @param total all, without the suppressed
 * @param critical of severity critical
 * @param high of severity high
 * @param medium of severity medium
 * @param low of severity low
 * @param info of severity info
 * @param suppressed suppressed
 * @param notAssessed what could not be known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Summary(
    @JsonPropertyDescription("All, without the suppressed.") @Min(0) Integer total,
    @JsonPropertyDescription("Of severity critical.") @Min(0) Integer critical,
    @JsonPropertyDescription("Of severity high.") @Min(0) Integer high,
    @JsonPropertyDescription("Of severity medium.") @Min(0) Integer medium,
    @JsonPropertyDescription("Of severity low.") @Min(0) Integer low,
    @JsonPropertyDescription("Of severity info.") @Min(0) Integer info,
    @JsonPropertyDescription("Suppressed.") @Min(0) Integer suppressed,
    @JsonPropertyDescription("What could not be known.") @Min(0) Integer notAssessed) {}
