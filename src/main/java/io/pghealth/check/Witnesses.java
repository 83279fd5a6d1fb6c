package io.pghealth.check;

import io.pghealth.history.EvidenceHistory;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether every instance that could have used an index was asked. */
record Witnesses(Snapshot snapshot, DatabaseSnapshot database) {

  /** Somebody who could not be heard. */
  record Gap(String reason, Remedy remedy) {}

  /** An instance that was heard. */
  record Witness(InstanceSnapshot instance, InstanceFacts facts, IndexUsage usage) {}

  /** Those that were heard. */
  List<Witness> heard() {
    List<Witness> heard = new ArrayList<>();
    for (InstanceSnapshot instance : snapshot.instances()) {
      Optional<IndexUsage> usage = usage(instance).flatMap(Collected::toOptional);
      instance
          .facts()
          .toOptional()
          .filter(f -> usage.isPresent())
          .ifPresent(f -> heard.add(new Witness(instance, f, usage.get())));
    }
    return heard;
  }

  /**
   * Why "nobody uses it" cannot be said; empty where it can.
   *
   * @param evidence of earlier cycles
   * @param window within which nobody is to have used it
   */
  List<Gap> gaps(EvidenceHistory evidence, Duration window) {
    List<Gap> gaps = gaps();
    if (gaps.isEmpty()) {
      Instant at = snapshot.at();
      Standbys.away(evidence.undeclared(), at.minus(window), at).ifPresent(gaps::add);
    }
    return gaps;
  }

  private List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    String identifier = null;
    List<InstanceFacts> known = new ArrayList<>();
    for (InstanceSnapshot instance : snapshot.instances()) {
      Collected.Unknown<InstanceFacts> unreached = instance.facts().missing();
      if (unreached != null) {
        gaps.add(
            new Gap(
                instance.endpoint() + " was not reached: " + unreached.reason(),
                unreached.remedy()));
        continue;
      }
      InstanceFacts facts = instance.facts().toOptional().orElseThrow();
      known.add(facts);
      if (identifier == null) {
        identifier = facts.systemIdentifier();
      } else if (!identifier.equals(facts.systemIdentifier())) {
        gaps.add(
            new Gap(
                instance.endpoint()
                    + " is no replica of this server: its system identifier is another",
                Remedy.note("Declare the replicas of this primary and no other server.")));
        continue;
      }
      usageGap(instance).ifPresent(gaps::add);
    }
    if (gaps.isEmpty()) {
      if (known.stream().allMatch(InstanceFacts::standby)) {
        gaps.add(
            new Gap(
                "the primary is not among the declared instances",
                Remedy.note("Declare the primary and every replica.")));
      }
      Standbys.undeclared(known).ifPresent(gaps::add);
    }
    gaps.addAll(uncounted());
    return gaps;
  }

  /** Somebody whose scans are not counted; what holds on every instance is said once. */
  private List<Gap> uncounted() {
    return heard().stream()
        .flatMap(w ->
            w.usage().uncounted().stream()
                .map(off -> CountersOff.gap(off, w.instance().endpoint())))
        .distinct()
        .toList();
  }

  /** Whether the counters lack nobody's scans. */
  boolean counted() {
    return heard().stream().allMatch(w -> w.usage().uncounted().isEmpty());
  }

  private Optional<Collected<IndexUsage>> usage(InstanceSnapshot instance) {
    return Optional.ofNullable(database.usage().get(instance.endpoint()));
  }

  private Optional<Gap> usageGap(InstanceSnapshot instance) {
    Collected<IndexUsage> usage =
        usage(instance).orElseGet(() -> Collected.unknown("not read", Remedy.none()));
    Collected.Unknown<IndexUsage> missing = usage.missing();
    return missing == null
        ? Optional.empty()
        : Optional.of(
            new Gap(
                "the counters on " + instance.endpoint() + " were not read: " + missing.reason(),
                missing.remedy()));
  }
}
