package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One thing that is wrong.
 *
 * @param fingerprint check, slash, 16 hex digits: the same as long as the finding lives
 * @param check name of the check
 * @param severity how bad it is
 * @param confidence how sure the evidence makes us
 * @param database name of the database; left out for the server
 * @param object what it is about
 * @param queryId the statement that it is about, as in pg_stat_statements
 * @param statements further query ids
 * @param causedBy fingerprint of the finding that explains this one
 * @param message one sentence with the evidence in it
 * @param evidence what was measured, by name
 * @param impact what it costs
 * @param fix what mends it
 * @param undo what undoes the fix
 * @param firstSeen when it was first seen
 * @param lastChanged when it was opened or its severity last changed
 * @param stale true while it could not be looked at again
 * @param docs the page that explains the check
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportedFinding(
    @JsonPropertyDescription("Check, slash, 16 hex digits: the same as long as the finding lives.")
        @Size(max = Bounds.WORD)
        String fingerprint,
    @JsonPropertyDescription("Name of the check.") @Size(max = Bounds.WORD) String check,
    @JsonPropertyDescription("How bad it is.") @Pattern("^(critical|high|medium|low|info)$")
        String severity,
    @JsonPropertyDescription("How sure the evidence makes us.") @Pattern("^(high|medium|low)$")
        String confidence,
    @JsonPropertyDescription("Name of the database; left out for the server.")
        @Size(max = Bounds.NAME)
        String database,
    @JsonPropertyDescription("What it is about.") ReportedObject object,
    @JsonPropertyDescription("The statement that it is about, as in pg_stat_statements.")
        @Size(max = Bounds.WORD)
        String queryId,
    @JsonPropertyDescription("Further query ids.") @Size(max = Bounds.STATEMENTS)
        List<@Size(max = Bounds.WORD) String> statements,
    @JsonPropertyDescription("Fingerprint of the finding that explains this one.")
        @Size(max = Bounds.WORD)
        String causedBy,
    @JsonPropertyDescription("One sentence with the evidence in it.") @Size(max = Bounds.PROSE)
        String message,
    @JsonPropertyDescription("What was measured, by name.") @Size(max = Bounds.EVIDENCE)
        Map<String, String> evidence,
    @JsonPropertyDescription("What it costs.") @Size(max = Bounds.PROSE) String impact,
    @JsonPropertyDescription("What mends it.") ReportedFix fix,
    @JsonPropertyDescription("What undoes the fix.") ReportedFix undo,
    @JsonPropertyDescription("When it was first seen.") @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant firstSeen,
    @JsonPropertyDescription("When it was opened or its severity last changed.")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant lastChanged,
    @JsonPropertyDescription("True while it could not be looked at again.") Boolean stale,
    @JsonPropertyDescription("The page that explains the check.") @Size(max = Bounds.NAME)
        String docs) {}
