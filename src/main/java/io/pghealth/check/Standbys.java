package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.history.Undeclared;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceFacts.StandbyFacts;
import io.pghealth.snapshot.StandbyPairs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Words for standbys that are not declared. */
final class Standbys {
  private static final Remedy DECLARE =
      Remedy.note("Declare every standby: spec.replicas, or --replica on the command line.");

  private static final Remedy DECLARE_OR_DROP =
      Remedy.note(
          "Declare every standby: spec.replicas, or --replica on the command line. Where no standby"
              + " will use a slot again, drop it: pg_drop_replication_slot.");

  private Standbys() {}

  /** Why it is not known that all standbys were asked. */
  static Optional<Gap> undeclared(List<InstanceFacts> instances) {
    for (InstanceFacts instance : instances) {
      Collected.Unknown<List<StandbyFacts>> hidden = instance.standbys().missing();
      if (hidden != null) {
        return Optional.of(new Gap("standbys are not known: " + hidden.reason(), hidden.remedy()));
      }
    }
    List<StandbyFacts> seen = StandbyPairs.undeclared(instances);
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Gap(
                reason(seen),
                seen.stream().allMatch(StandbyFacts::connected) ? DECLARE : DECLARE_OR_DROP));
  }

  /**
   * Why one that is away may have used what the others have not.
   *
   * @param since none that was last seen before counts
   */
  static Optional<Gap> away(Undeclared known, Instant since, Instant now) {
    if (known == null || known.at().isBefore(since)) {
      return Optional.empty();
    }
    return Optional.of(
        new Gap(
            known.undeclared()
                + (known.undeclared() == 1 ? " standby that is" : " standbys that are")
                + " not declared "
                + (known.undeclared() == 1 ? "was" : "were")
                + " connected "
                + Amounts.span(Duration.between(known.at(), now))
                + " ago",
            DECLARE));
  }

  private static String reason(List<StandbyFacts> standbys) {
    List<String> names =
        standbys.stream()
            .map(s ->
                s.address() != null
                    ? StandbyPairs.plain(s.address())
                    : s.slot() != null ? "slot " + s.slot() : s.applicationName())
            .map(name -> name == null ? "without address" : name)
            .sorted()
            .limit(5)
            .toList();
    return standbys.size()
        + (standbys.size() == 1 ? " standby, " : " standbys, ")
        + String.join(", ", names)
        + (standbys.size() > names.size() ? ", …" : "")
        + (standbys.size() == 1 ? ", is not declared" : ", are not declared");
  }
}
