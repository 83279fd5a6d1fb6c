package io.pghealth.check;

import io.pghealth.check.IndexOverlaps.Overlap;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.IndexKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plain btree indexes whose columns a wider one of the same table begins with. */
public final class RedundantIndex implements DatabaseCheck<RedundantIndexSettings> {
  static final String NAME = "RedundantIndex";

  /**
   * From here on a scan of the wider one reads so much more that it may be worth the narrow one.
   */
  private static final int MUCH_WIDER = 2;

  private static final int MOST_DOUBTS = 50;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<RedundantIndexSettings> settings() {
    return RedundantIndexSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(IndexKeys.class, IndexIdentity.class, ColumnStatistics.class);
  }

  @Override
  public Floor floor(RedundantIndexSettings settings) {
    return Floor.ofBytes(settings.minSize().value());
  }

  @Override
  public Assessment assess(Facts facts, RedundantIndexSettings settings) {
    String database = facts.database().name();
    Doubts doubts = new Doubts(NAME, database);
    IndexUse use = new IndexUse(facts);
    Optional<IndexOverlaps> overlaps = OverlapDoubts.overlaps(facts, doubts, use);
    if (overlaps.isEmpty()) {
      return doubts.with(List.of());
    }
    List<Finding> findings = new ArrayList<>();
    overlaps.get().redundant().stream()
        .filter(o -> large(o, settings))
        .map(o -> finding(database, o, use))
        .forEach(findings::add);
    Assessment verdicts = doubts.with(findings);
    if (!SkipScan.available(facts)) {
      return verdicts;
    }
    SkipScan skipScan = new SkipScan(NAME, facts);
    List<Overlap> behind =
        overlaps.get().behindFirst().stream().filter(o -> large(o, settings)).toList();
    Map<IndexUnit, Finding> hints = new LinkedHashMap<>();
    behind.forEach(o -> skipScan.of(o).ifPresent(hint -> hints.putIfAbsent(o.unit(), hint)));
    findings.addAll(hints.values());
    List<NotAssessed> notAssessed = new ArrayList<>(verdicts.notAssessed());
    // Not through the doubts: what no hint can be given on is no doubt of the whole check.
    behind.stream()
        .filter(o -> !hints.containsKey(o.unit()))
        .flatMap(o -> skipScan.doubt(o).stream())
        .limit(MOST_DOUBTS)
        .forEach(notAssessed::add);
    return new Assessment(NAME, database, findings, notAssessed);
  }

  private static boolean large(Overlap overlap, RedundantIndexSettings settings) {
    return overlap.unit().sizeBytes() >= settings.minSize().value();
  }

  private static Finding finding(String database, Overlap overlap, IndexUse use) {
    OverlapFinding finding = new OverlapFinding(NAME, database, overlap, use);
    long size = Math.max(1, overlap.unit().sizeBytes());
    boolean nearlyAsSmall = finding.staysBytes() <= MUCH_WIDER * size;
    return finding.finding(
        "is contained in",
        nearlyAsSmall || use.unscanned(overlap.unit()) ? Confidence.HIGH : Confidence.MEDIUM);
  }
}
