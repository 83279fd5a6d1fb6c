package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.Trends.Rate;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.SequenceFacts;
import io.pghealth.snapshot.SequenceFacts.Column;
import io.pghealth.snapshot.SequenceFacts.Descent;
import io.pghealth.snapshot.SequenceFacts.Feed;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sequences that run out of values: against the narrowest of their own range, the columns that they
 * feed and the columns that reference these.
 */
public final class SequenceExhaustion implements DatabaseCheck<SequenceExhaustionSettings> {
  static final String NAME = "SequenceExhaustion";

  private static final String UNREADABLE = "the role may not read the last value";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<SequenceExhaustionSettings> settings() {
    return SequenceExhaustionSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(SequenceFacts.class);
  }

  @Override
  public Floor floor(SequenceExhaustionSettings settings) {
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, SequenceExhaustionSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<SequenceFacts> known = doubts.known(database.of(SequenceFacts.class));
    if (known.isEmpty()) {
      return doubts.with(List.of());
    }
    List<Finding> findings = new ArrayList<>();
    List<Sequence> unreadable = new ArrayList<>();
    for (Sequence sequence : known.get().sequences()) {
      if (sequence.locked() || sequence.columns().stream().anyMatch(Column::locked)) {
        doubts.of(reference(sequence), Doubts.LOCKED, Doubts.UNLOCK);
      } else if (!sequence.readable()) {
        unreadable.add(sequence);
      } else if (sequence.last() != null) {
        judge(facts, sequence, settings).ifPresent(findings::add);
      }
    }
    unreadable(facts, known.get(), unreadable, doubts);
    return doubts.with(findings);
  }

  private static Optional<Finding> judge(
      Facts facts, Sequence sequence, SequenceExhaustionSettings settings) {
    SequenceSpace space = new SequenceSpace(sequence);
    boolean restarts = sequence.cycle() && space.endsItself();
    if (restarts && space.columns().stream().noneMatch(Column::uniqueKey)) {
      return Optional.empty();
    }
    double percent = space.percent(space.end());
    boolean critical = reached(percent, settings.criticalPercent());
    if (!critical && !reached(percent, settings.warnPercent())) {
      return Optional.empty();
    }
    Optional<Rate> rate =
        facts.history().trends().ofDatabase(facts.database().oid(), sequence.measure());
    int tight =
        settings.warnPercent() == 0
            ? settings.criticalPercent()
            : settings.criticalPercent() == 0
                ? settings.warnPercent()
                : Math.min(settings.warnPercent(), settings.criticalPercent());
    return Optional.of(
        new SequenceExhaustionFinding(facts.database().name(), space, tight, rate.orElse(null))
            .finding(critical, restarts));
  }

  private static boolean reached(double percent, int threshold) {
    return threshold > 0 && percent >= threshold;
  }

  /** One remedy for all where none can be read, else one for each. */
  private static void unreadable(
      Facts facts, SequenceFacts known, List<Sequence> sequences, Doubts doubts) {
    String role = Identifiers.quote(facts.target().credentials().user());
    if (!sequences.isEmpty() && sequences.size() == known.sequences().size()) {
      Set<String> schemas = new TreeSet<>();
      sequences.forEach(s -> schemas.add(s.schema()));
      String[] grants =
          schemas.stream()
              .map(schema ->
                  "GRANT SELECT ON ALL SEQUENCES IN SCHEMA "
                      + Identifiers.quote(schema)
                      + " TO "
                      + role)
              .toArray(String[]::new);
      doubts.wholly(UNREADABLE, Remedy.sql(grants));
      return;
    }
    for (Sequence sequence : sequences) {
      doubts.of(
          reference(sequence),
          UNREADABLE,
          Remedy.sql(
              "GRANT SELECT ON SEQUENCE "
                  + Identifiers.quote(sequence.schema(), sequence.name())
                  + " TO "
                  + role));
    }
  }

  static ObjectRef reference(Sequence sequence) {
    String table =
        sequence.columns().stream()
            .filter(c -> c.feed() != Feed.REFERENCE && !c.partition())
            .filter(c -> c.descent() != Descent.LISTED)
            .map(Column::table)
            .findFirst()
            .orElse(null);
    return new ObjectRef(ObjectKind.SEQUENCE, sequence.schema(), sequence.name(), table);
  }
}
