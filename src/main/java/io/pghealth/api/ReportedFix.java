package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * Statements to run by hand; pghealth runs none of them.
 *
 * @param sql statements, in order
 * @param note what to know before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportedFix(
    @JsonPropertyDescription("Statements, in order.") @Size(max = Bounds.SQL_STATEMENTS)
        List<@Size(max = Bounds.SQL) String> sql,
    @JsonPropertyDescription("What to know before.") @Size(max = Bounds.PROSE) String note) {}
