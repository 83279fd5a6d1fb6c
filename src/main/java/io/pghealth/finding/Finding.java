package io.pghealth.finding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One thing that is wrong, as a check saw it in one cycle.
 *
 * @param fingerprint check, slash, 16 hex digits; the same in every cycle
 * @param check name of the check
 * @param severity how bad
 * @param confidence how sure
 * @param database null for the server
 * @param object may be null where {@code queryId} says what it is about
 * @param queryId 64 bits, signed, as decimal text; may be null
 * @param statements further query ids; possibly none
 * @param causedBy fingerprint of the finding that explains this one, whether or not there is one;
 *     may be null
 * @param message one sentence with the evidence in it, no literal of any statement
 * @param evidence name to value, in the order to show
 * @param impact what it costs
 * @param fix null where there is none
 * @param undo null where there is none
 */
public record Finding(
    String fingerprint,
    String check,
    Severity severity,
    Confidence confidence,
    String database,
    ObjectRef object,
    String queryId,
    List<String> statements,
    String causedBy,
    String message,
    SequencedMap<String, String> evidence,
    String impact,
    Fix fix,
    Fix undo) {

  /**
   * Evidence that has several lines, between line feeds: two plans side by side. Names in it are
   * escaped already.
   */
  public static final String PLANS = "plans";

  /** Copies the collections. */
  public Finding {
    statements = List.copyOf(statements);
    evidence = new LinkedHashMap<>(evidence);
  }

  /** Identity, severity, confidence and message: what a transition needs. */
  Finding brief() {
    return new Finding(
        fingerprint,
        check,
        severity,
        confidence,
        database,
        object,
        queryId,
        List.of(),
        causedBy,
        message,
        new LinkedHashMap<>(),
        null,
        null,
        null);
  }

  /** What is worth remembering once it is gone: identity, message, statements, fix and undo. */
  Finding withoutEvidence() {
    return new Finding(
        fingerprint,
        check,
        severity,
        confidence,
        database,
        object,
        queryId,
        statements,
        causedBy,
        message,
        new LinkedHashMap<>(),
        null,
        fix,
        undo);
  }

  /** The page that explains the check. */
  public String docs() {
    return "https://pghealth.io/docs/checks/" + check;
  }

  /** Starts a finding of a check. */
  public static Builder of(String check, Severity severity, Confidence confidence) {
    return new Builder(check, severity, confidence);
  }

  /** Collects the parts of a finding; {@link #build()} computes the fingerprint. */
  public static final class Builder {
    private final String check;
    private final Severity severity;
    private final Confidence confidence;
    private final SequencedMap<String, String> evidence = new LinkedHashMap<>();
    private String database;
    private ObjectRef object;
    private String queryId;
    private List<String> statements = List.of();
    private String causedBy;
    private String discriminator;
    private String message;
    private String impact;
    private Fix fix;
    private Fix undo;

    private Builder(String check, Severity severity, Confidence confidence) {
      this.check = check;
      this.severity = severity;
      this.confidence = confidence;
    }

    /** The database; leave out for the server. */
    public Builder database(String value) {
      database = value;
      return this;
    }

    /** What it is about. */
    public Builder object(ObjectRef value) {
      object = value;
      return this;
    }

    /** The statement that it is about. */
    public Builder queryId(String value) {
      queryId = value;
      return this;
    }

    /** Further query ids. */
    public Builder statements(List<String> value) {
      statements = value;
      return this;
    }

    /** The finding that explains this one. */
    public Builder causedBy(String value) {
      causedBy = value;
      return this;
    }

    /** Tells findings of one check and object apart; no number that changes. */
    public Builder discriminator(String value) {
      discriminator = value;
      return this;
    }

    /** One sentence. */
    public Builder message(String value) {
      message = value;
      return this;
    }

    /** Adds a piece of evidence. */
    public Builder evidence(String name, String value) {
      evidence.put(name, value);
      return this;
    }

    /** Adds pieces of evidence. */
    public Builder evidence(Map<String, String> values) {
      evidence.putAll(values);
      return this;
    }

    /** What it costs. */
    public Builder impact(String value) {
      impact = value;
      return this;
    }

    /** How to mend it. */
    public Builder fix(Fix value) {
      fix = value;
      return this;
    }

    /** How to undo the mending. */
    public Builder undo(Fix value) {
      undo = value;
      return this;
    }

    /** The finding. */
    public Finding build() {
      return new Finding(
          Fingerprint.of(check, database, object, queryId, discriminator),
          check,
          severity,
          confidence,
          database,
          object,
          queryId,
          statements,
          causedBy,
          message,
          evidence,
          impact,
          fix,
          undo);
    }
  }
}
