package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/**
 * One part of a compressed document; not for people.
 *
 * @param monitor name of the PostgresMonitor
 * @param formatVersion version of the document's form
 * @param revision the same in all parts of one document
 * @param part number of this part, from 0
 * @param parts how many parts there are
 * @param data this part of the compressed document, in base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MonitorStateSpec(
    @JsonPropertyDescription("Name of the PostgresMonitor.") @Size(max = 253) String monitor,
    @JsonPropertyDescription("Version of the document's form.") @Min(1) Integer formatVersion,
    @JsonPropertyDescription("The same in all parts of one document.") @Size(max = Bounds.WORD)
        String revision,
    @JsonPropertyDescription("Number of this part, from 0.") @Min(0) @Max(3) Integer part,
    @JsonPropertyDescription("How many parts there are.") @Min(1) @Max(4) Integer parts,
    @JsonPropertyDescription("This part of the compressed document, in base64.")
        @Size(max = Bounds.STATE_DATA)
        String data) {}
