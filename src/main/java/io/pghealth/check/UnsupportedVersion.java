package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.ServerVersion;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Majors past the end of their support, and minors with a fault that loses or corrupts data, on any
 * instance. What is known is in {@link Releases}.
 */
public final class UnsupportedVersion implements ServerCheck<NoSettings> {
  static final String NAME = "UnsupportedVersion";

  private static final ObjectRef VERSION = ObjectRef.of(ObjectKind.SETTING, "server_version");

  private final Releases releases;

  /** With what is known of PostgreSQL's releases. */
  public UnsupportedVersion() {
    this(Releases.known());
  }

  UnsupportedVersion(Releases releases) {
    this.releases = releases;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Assessment assess(ServerFacts facts, NoSettings settings) {
    List<NotAssessed> gaps = new ArrayList<>();
    Map<String, ServerVersion> versions = new LinkedHashMap<>();
    for (InstanceSnapshot instance : facts.snapshot().instances()) {
      String name = instance.endpoint().toString();
      Optional<InstanceFacts> known = instance.facts().toOptional();
      if (known.isPresent()) {
        versions.put(name, known.get().version());
      } else {
        gaps.add(
            gap(name, instance.facts().missing().reason(), instance.facts().missing().remedy()));
      }
    }
    versions.forEach((instance, version) -> {
      if (releases.endOfSupport(version.major()).isEmpty()) {
        gaps.add(
            gap(
                instance,
                "nothing is known of the support of PostgreSQL " + version.major(),
                Remedy.note("Use a newer pghealth.")));
      }
    });
    List<Finding> findings = new ArrayList<>();
    ended(versions, facts.snapshot().at()).ifPresent(findings::add);
    faulty(versions).ifPresent(findings::add);
    return new Assessment(NAME, null, findings, gaps);
  }

  private static NotAssessed gap(String instance, String reason, Remedy remedy) {
    return NotAssessed.object(
        NAME, null, ObjectRef.of(ObjectKind.INSTANCE, instance), reason, remedy);
  }

  private Optional<Finding> ended(Map<String, ServerVersion> versions, Instant at) {
    LocalDate today = at.atZone(ZoneOffset.UTC).toLocalDate();
    Map<String, ServerVersion> past = new LinkedHashMap<>(versions);
    past.values().removeIf(v -> releases.endOfSupport(v.major()).filter(today::isAfter).isEmpty());
    return past.values().stream()
        .min(ServerVersion::compareTo)
        .map(oldest -> {
          LocalDate end = releases.endOfSupport(oldest.major()).orElseThrow();
          boolean longAgo = today.isAfter(end.plusYears(1));
          return Finding.of(NAME, longAgo ? Severity.HIGH : Severity.MEDIUM, Confidence.HIGH)
              .object(VERSION)
              .discriminator("end of support")
              .message(
                  "PostgreSQL "
                      + oldest.major()
                      + " has not been supported since "
                      + end
                      + ": it gets no more fixes, not of security holes either")
              .evidence("instances", list(past))
              .evidence("end of support", end.toString())
              .impact("faults found from now on stay, in a program that holds the data")
              .fix(
                  new Fix(
                      List.of(),
                      "Upgrade to a supported major, with pg_upgrade or by logical"
                          + " replication."))
              .build();
        });
  }

  private Optional<Finding> faulty(Map<String, ServerVersion> versions) {
    Map<String, ServerVersion> faulty = new LinkedHashMap<>(versions);
    faulty.values().removeIf(v -> releases.faults(v).isEmpty());
    return faulty.values().stream()
        .min(ServerVersion::compareTo)
        .map(oldest -> {
          List<Releases.Fault> faults = releases.faults(oldest);
          Releases.Fault worst =
              faults.stream().min((a, b) -> a.severity().compareTo(b.severity())).orElseThrow();
          String fixedIn =
              faults.stream()
                  .map(Releases.Fault::fixedIn)
                  .max(ServerVersion::compareTo)
                  .orElseThrow()
                  .toString();
          return Finding.of(NAME, worst.severity(), Confidence.HIGH)
              .object(VERSION)
              .discriminator("minor")
              .message(
                  "PostgreSQL "
                      + oldest
                      + " has a fault that "
                      + worst.fixedIn()
                      + " mends: "
                      + worst.what())
              .evidence("instances", list(faulty))
              .evidence(
                  "faults",
                  faults.stream()
                      .map(f -> f.what() + " (mended in " + f.fixedIn() + ")")
                      .collect(Collectors.joining("; ")))
              .impact("wrong answers or lost rows that nothing reports")
              .fix(
                  new Fix(
                      List.of(),
                      "Install the latest minor of this major, at least "
                          + fixedIn
                          + ", and restart; then rebuild the indexes that the release notes of "
                          + fixedIn
                          + " and those before it name."))
              .build();
        });
  }

  private static String list(Map<String, ServerVersion> versions) {
    return versions.entrySet().stream()
        .map(e -> e.getKey() + " (" + e.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
