package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * Which databases are watched.
 *
 * @param include names, * stands for any run of characters. Default: all
 * @param exclude names left out of these, * stands for any run of characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Databases(
    @JsonPropertyDescription("Names, * stands for any run of characters. Default: all.")
        @Size(max = 128)
        List<@Size(min = 1, max = 63) String> include,
    @JsonPropertyDescription("Names left out of these, * stands for any run of characters.")
        @Size(max = 128)
        List<@Size(min = 1, max = 63) String> exclude) {}
