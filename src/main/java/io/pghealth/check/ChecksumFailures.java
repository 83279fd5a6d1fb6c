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
import io.pghealth.snapshot.ChecksumFacts;
import io.pghealth.snapshot.ChecksumFacts.Failure;
import io.pghealth.snapshot.InstanceSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Databases in which some instance read a page that failed its checksum. */
public final class ChecksumFailures implements ServerCheck<NoSettings> {
  static final String NAME = "ChecksumFailures";

  private record Seen(InstanceSnapshot instance, Failure failure) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(ChecksumFacts.class);
  }

  @Override
  public Assessment assess(ServerFacts facts, NoSettings settings) {
    List<NotAssessed> gaps = new ArrayList<>();
    Map<String, List<Seen>> byDatabase = new TreeMap<>();
    for (InstanceSnapshot instance : facts.snapshot().instances()) {
      var known = instance.of(ChecksumFacts.class);
      if (known.missing() != null) {
        gaps.add(gap(instance, known.missing().reason(), known.missing().remedy()));
        continue;
      }
      ChecksumFacts checksums = known.toOptional().orElseThrow();
      if (!checksums.enabled()) {
        gaps.add(
            gap(
                instance,
                "the cluster has no data checksums",
                Remedy.note(
                    "Stop the server and run pg_checksums --enable; clusters made by PostgreSQL 18"
                        + " have them from the start.")));
      }
      checksums
          .failures()
          .forEach(failure ->
              byDatabase
                  .computeIfAbsent(Objects.toString(failure.database(), ""), d -> new ArrayList<>())
                  .add(new Seen(instance, failure)));
    }
    List<Finding> findings = new ArrayList<>();
    byDatabase.forEach((database, seen) -> findings.add(finding(database, seen)));
    return new Assessment(NAME, null, findings, gaps);
  }

  private static NotAssessed gap(InstanceSnapshot instance, String reason, Remedy remedy) {
    return NotAssessed.object(
        NAME,
        null,
        ObjectRef.of(ObjectKind.INSTANCE, instance.endpoint().toString()),
        reason,
        remedy);
  }

  private static Finding finding(String database, List<Seen> seen) {
    boolean shared = database.isEmpty();
    long count = seen.stream().mapToLong(s -> s.failure().count()).sum();
    Instant last =
        seen.stream()
            .map(s -> s.failure().last())
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null);
    String where =
        seen.stream()
            .map(s -> s.instance().endpoint() + " (" + Amounts.count(s.failure().count()) + ")")
            .collect(Collectors.joining(", "));
    String subject = shared ? "relations shared by all databases" : "database " + database;
    return Finding.of(NAME, Severity.CRITICAL, Confidence.HIGH)
        .object(ObjectRef.of(ObjectKind.DATABASE, shared ? "(shared)" : database))
        .discriminator(shared ? "shared" : null)
        .message(
            Amounts.count(count)
                + (count == 1 ? " page read failed its" : " page reads failed their")
                + " checksum in "
                + subject
                + (last == null ? "" : ", last at " + last.truncatedTo(ChronoUnit.SECONDS)))
        .evidence("failures", where)
        .evidence(
            "last failure",
            last == null ? "unknown" : last.truncatedTo(ChronoUnit.SECONDS).toString())
        .impact("data on disk is not what was written; what rests on those pages is wrong or lost")
        .fix(
            new Fix(
                List.of(),
                "Look for the file and block in the server's log. If a standby has the page whole,"
                    + " fail over to it; else restore from a backup made before. Check memory and"
                    + " storage. The counter stays until the statistics of the database are"
                    + " reset."))
        .build();
  }
}
