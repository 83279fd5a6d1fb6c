package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.SettingFacts;
import io.pghealth.snapshot.SettingFacts.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings under which a crash loses or corrupts data, or under which nobody vacuums, on any
 * instance. Which ones, and why, is {@link Danger}.
 */
public final class DangerousSettings implements ServerCheck<NoSettings> {
  static final String NAME = "DangerousSettings";

  /** One instance that has the setting at its dangerous value. */
  private record Place(InstanceSnapshot instance, boolean primary, Value value) {
    private SettingOrigin origin() {
      return new SettingOrigin(value.source());
    }
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
  public Set<Class<?>> needs() {
    return Set.of(SettingFacts.class);
  }

  @Override
  public Assessment assess(ServerFacts facts, NoSettings settings) {
    List<NotAssessed> gaps = new ArrayList<>();
    Map<Danger, List<Place>> places = new LinkedHashMap<>();
    for (InstanceSnapshot instance : facts.snapshot().instances()) {
      var known = instance.of(SettingFacts.class);
      if (known.missing() != null) {
        gaps.add(
            NotAssessed.object(
                NAME,
                null,
                ObjectRef.of(ObjectKind.INSTANCE, instance.endpoint().toString()),
                known.missing().reason(),
                known.missing().remedy()));
        continue;
      }
      boolean primary = instance == facts.snapshot().primary();
      SettingFacts values = known.toOptional().orElseThrow();
      for (Danger danger : Danger.ALL) {
        Value value = values.settings().get(danger.name());
        if (value != null
            && value.value().equals(danger.value())
            && !new SettingOrigin(value.source()).ours()) {
          places
              .computeIfAbsent(danger, d -> new ArrayList<>())
              .add(new Place(instance, primary, value));
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    places.forEach((danger, where) -> findings.add(finding(danger, where)));
    return new Assessment(NAME, null, findings, gaps);
  }

  private static Finding finding(Danger danger, List<Place> places) {
    boolean primary = places.stream().anyMatch(Place::primary);
    String where =
        places.stream()
            .map(p -> p.instance().endpoint().toString())
            .collect(Collectors.joining(", "));
    boolean later = !primary && danger.atPromotion();
    return Finding.of(NAME, later ? Severity.MEDIUM : danger.severity(), danger.confidence())
        .object(ObjectRef.of(ObjectKind.SETTING, danger.name()))
        .message(
            danger.name()
                + " is "
                + danger.value()
                + " on "
                + where
                + ": "
                + danger.consequence()
                + (later ? "; on a replica that begins with its promotion" : ""))
        .evidence("value", danger.value())
        .evidence("instances", where)
        .evidence("set in", places.getFirst().value().source())
        .impact(danger.consequence())
        .fix(fix(danger, places))
        .undo(undo(danger, places))
        .build();
  }

  private static Fix fix(Danger danger, List<Place> places) {
    if (places.stream().anyMatch(p -> p.origin().commandLine())) {
      return new Fix(List.of(), SettingOrigin.onCommandLine(danger.name()));
    }
    SettingOrigin origin = places.getFirst().origin();
    List<String> sql = origin.set(danger.name(), danger.right());
    if (origin.allRoles()) {
      return new Fix(sql, "Sessions that are open keep the value until they end. " + danger.note());
    }
    return new Fix(
        sql,
        "Run it on each instance named. A managed service or an operator has a place of its own for"
            + " settings; set it there. "
            + danger.note());
  }

  /** As it was: a value from ALTER SYSTEM is set again, one from another file comes back. */
  private static Fix undo(Danger danger, List<Place> places) {
    Value value = places.getFirst().value();
    if (places.getFirst().origin().commandLine()) {
      return null;
    }
    if (places.getFirst().origin().allRoles()) {
      return new Fix(List.of("ALTER ROLE ALL SET " + danger.name() + " = " + danger.value()), null);
    }
    String undo =
        Boolean.FALSE.equals(value.autoConf())
            ? "ALTER SYSTEM RESET " + danger.name()
            : "ALTER SYSTEM SET " + danger.name() + " = " + danger.value();
    return new Fix(List.of(undo, SettingOrigin.RELOAD), null);
  }

  /**
   * A setting and the value that is dangerous.
   *
   * @param name of the setting
   * @param value the dangerous one
   * @param right the one to have
   * @param severity on a primary
   * @param confidence that it does harm here
   * @param atPromotion whether a replica is not concerned before it is promoted
   * @param consequence what may happen, with no full stop
   * @param note what to know before changing it
   */
  record Danger(
      String name,
      String value,
      String right,
      Severity severity,
      Confidence confidence,
      boolean atPromotion,
      String consequence,
      String note) {
    static final List<Danger> ALL =
        List.of(
            new Danger(
                "fsync",
                "off",
                "on",
                Severity.CRITICAL,
                Confidence.HIGH,
                false,
                "a crash of the machine can corrupt the whole cluster beyond repair",
                "Writes become slower. What was written before may still be in no safe place: run"
                    + " CHECKPOINT, and sync the file system."),
            new Danger(
                "full_page_writes",
                "off",
                "on",
                Severity.HIGH,
                Confidence.MEDIUM,
                true,
                "a crash can leave pages written in part, which recovery cannot mend, unless the"
                    + " storage writes pages of 8 KiB as one",
                "More WAL is written after each checkpoint."),
            new Danger(
                "zero_damaged_pages",
                "on",
                "off",
                Severity.HIGH,
                Confidence.HIGH,
                false,
                "a damaged page is silently replaced by an empty one, and its rows are lost",
                "Reads of damaged pages then fail, as they should."),
            new Danger(
                "ignore_checksum_failure",
                "on",
                "off",
                Severity.HIGH,
                Confidence.HIGH,
                false,
                "pages that fail their checksum are used, and the damage spreads",
                "Reads of damaged pages then fail, as they should."),
            new Danger(
                "autovacuum",
                "off",
                "on",
                Severity.HIGH,
                Confidence.HIGH,
                true,
                "dead rows pile up and statistics go stale until somebody vacuums by hand; only"
                    + " vacuums against wraparound still start by themselves",
                "Workers start at once where much is overdue."),
            new Danger(
                "track_counts",
                "off",
                "on",
                Severity.HIGH,
                Confidence.HIGH,
                true,
                "autovacuum does not know what to vacuum, and no counter of use is kept, so that"
                    + " used indexes look unused",
                "Counters begin to count then."));
  }
}
