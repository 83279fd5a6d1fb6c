package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectRef;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Locked;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what a check of objects could not know, and says what all share only once. */
final class Doubts {
  static final String LOCKED = "locked";
  static final Remedy UNLOCK =
      Remedy.note("Wait until whoever holds or awaits ACCESS EXCLUSIVE is done.");

  /** Named one by one; the rest is counted. */
  static final int MOST_OF_A_REASON = 50;

  /**
   * @param begun whether what was found of the object earlier is known to hold no more
   */
  private record Doubt(ObjectRef object, Remedy remedy, boolean begun) {}

  private final String check;
  private final String database;
  private final List<NotAssessed> whole = new ArrayList<>();
  private final Map<String, List<Doubt>> byReason = new LinkedHashMap<>();

  /** Reasons that say nothing of other objects. */
  private final Set<String> single = new HashSet<>(Set.of(LOCKED));

  Doubts(String check, String database) {
    this.check = check;
    this.database = database;
  }

  /** Nothing of the check could be known. */
  void wholly(String reason, Remedy remedy) {
    whole.add(NotAssessed.wholly(check, database, reason, remedy));
  }

  /** The facts, where they were read; else nothing of the check could be known. */
  <T> Optional<T> known(Collected<T> facts) {
    Collected.Unknown<T> missing = facts.missing();
    if (missing != null) {
      wholly(missing.reason(), missing.remedy());
    }
    return facts.toOptional();
  }

  /** One object. */
  void of(ObjectRef object, String reason, Remedy remedy) {
    byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(new Doubt(object, remedy, false));
  }

  /** One object of which what was found earlier holds no more, whatever may be found later. */
  void begun(ObjectRef object, String reason, Remedy remedy) {
    byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(new Doubt(object, remedy, true));
  }

  /** One object, for a reason that says nothing of others. */
  void alone(ObjectRef object, String reason, Remedy remedy) {
    single.add(reason);
    of(object, reason, remedy);
  }

  /** Every locked index that is not out of the question. */
  void locked(IndexFacts facts, Set<Flag> outOfTheQuestion) {
    for (Locked index : facts.locked()) {
      boolean part =
          index.parentOid() != null && facts.indexes().containsKey(facts.root(index.oid()));
      if (!part && index.flags().stream().noneMatch(outOfTheQuestion::contains)) {
        of(ObjectRef.index(index.schema(), index.name(), index.table()), LOCKED, UNLOCK);
      }
    }
  }

  /** All of it, with what was found. What all objects share stands for the whole check. */
  Assessment with(List<Finding> findings) {
    return with(
        findings,
        findings.isEmpty()
            && byReason.size() == 1
            && byReason.keySet().stream().noneMatch(single::contains));
  }

  /** All of it, where doubts about one object say nothing of others. */
  Assessment each(List<Finding> findings) {
    return with(findings, false);
  }

  private Assessment with(List<Finding> findings, boolean shared) {
    List<NotAssessed> all = new ArrayList<>(whole);
    byReason.forEach((reason, doubts) -> {
      if (shared && doubts.stream().noneMatch(Doubt::begun)) {
        all.add(NotAssessed.wholly(check, database, reason, doubts.getFirst().remedy()));
        return;
      }
      doubts.stream().limit(MOST_OF_A_REASON).forEach(d -> all.add(said(d, reason)));
      if (doubts.size() > MOST_OF_A_REASON) {
        all.add(
            NotAssessed.wholly(
                check,
                database,
                (doubts.size() - MOST_OF_A_REASON) + " more: " + reason,
                doubts.getFirst().remedy()));
      }
    });
    return new Assessment(check, database, findings, all);
  }

  private NotAssessed said(Doubt doubt, String reason) {
    NotAssessed said = NotAssessed.object(check, database, doubt.object(), reason, doubt.remedy());
    return doubt.begun() ? said.begun() : said;
  }
}
