package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.history.CatalogChange;
import io.pghealth.history.Flip;
import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.PlanHistory;
import io.pghealth.plan.WishedIndex;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Puts a missing index into words. */
record MissingIndexFinding(
    String database,
    WishedIndex index,
    List<IndexGain> gains,
    ExistingIndexes existing,
    OptionalLong writesPerDay,
    LedgerState ledger) {
  private static final int STATEMENTS = 20;
  private static final int TEXTS = 3;

  /** The index is there and nobody can use it. */
  static Finding invalid(String database, Index index, List<IndexGain> gains) {
    IndexGain first = gains.getFirst();
    String name = Identifiers.quote(index.schema(), index.name());
    boolean rebuilt = !index.partitioned() && !index.is(Flag.UNIQUE);
    return begun(database, first.wish(), gains, Confidence.HIGH)
        .discriminator("invalid " + index.name())
        .message(
            reads(gains)
                + "; index "
                + index.schema()
                + "."
                + index.name()
                + " has the columns, but is invalid")
        .evidence("index", index.name() + " (invalid)")
        .fix(
            rebuilt
                ? new Fix(
                    List.of("REINDEX INDEX CONCURRENTLY " + name),
                    "needs room for a second copy of the index meanwhile")
                : new Fix(
                    List.of(),
                    index.partitioned()
                        ? "attach the missing indexes of its partitions to " + name
                        : "a unique index is mostly invalid because of duplicates: remove them, then"
                            + " REINDEX INDEX CONCURRENTLY "
                            + name))
        .build();
  }

  Finding finding() {
    IndexWish wish = gains.getFirst().wish();
    boolean verified = gains.stream().allMatch(IndexGain::verified);
    Optional<Index> extended = existing.extended(index);
    String name = index.name(existing.taken(index.table().schema()));
    Optional<Finding> harm =
        AppliedChange.harmOf(begun(confidence(verified)).message("").build(), ledger);
    Finding.Builder finding =
        begun(harm.isPresent() ? Confidence.LOW : confidence(verified))
            .message(
                reads(gains)
                    + "; an index on "
                    + columns()
                    + " would find them"
                    + (verified ? ", and the planner would use it" : "")
                    + (harm.isPresent() ? "; it was built before, and did harm to others" : ""));
    harm.ifPresent(h -> finding.evidence("when it was built before", h.message()));
    finding.evidence("index", columns());
    finding.evidence("verified", verified ? "yes, with HypoPG: " + costs() : unverified());
    extended.ifPresent(e ->
        finding.evidence(
            "extends", "index " + e.name() + ", which is not needed once the new one is there"));
    writesPerDay.ifPresent(
        rows -> finding.evidence("rows written to the table a day", Amounts.count(rows)));
    String quoted = Identifiers.quote(index.table().schema(), name);
    return finding
        .fix(
            wish.partitioned()
                ? new Fix(
                    List.of(index.create(name, false)),
                    "takes a SHARE lock on the table and its partitions: writes wait until it is"
                        + " built. Without that: CREATE INDEX … ON ONLY the table, CREATE INDEX"
                        + " CONCURRENTLY on each partition, ALTER INDEX … ATTACH PARTITION each")
                : new Fix(
                    List.of(index.create(name, true)),
                    "does not block writes, and does not run inside a transaction block"
                        + extended
                            .map(e ->
                                "; it takes the place of "
                                    + Identifiers.quote(e.schema(), e.name())
                                    + ", which RedundantIndex then offers to drop")
                            .orElse("")))
        .undo(
            new Fix(
                List.of((wish.partitioned() ? "DROP INDEX " : "DROP INDEX CONCURRENTLY ") + quoted),
                null))
        .build();
  }

  private Finding.Builder begun(Confidence confidence) {
    return begun(database, gains.getFirst().wish(), gains, confidence)
        .discriminator(index.create(null, false).replaceFirst("^.* ON ", ""));
  }

  private static Finding.Builder begun(
      String database, IndexWish wish, List<IndexGain> gains, Confidence confidence) {
    IndexGain first = gains.getFirst();
    Finding.Builder finding =
        Finding.of(MissingIndex.NAME, severity(gains), confidence)
            .database(database)
            .object(ObjectRef.table(wish.table().schema(), wish.table().name()))
            .causedBy(cause(database, gains))
            .statements(
                gains.stream()
                    .map(g -> Long.toString(g.statement().key().queryId()))
                    .distinct()
                    .limit(STATEMENTS)
                    .toList());
    List<String> texts =
        gains.stream()
            .map(g -> Objects.requireNonNullElse(g.statement().text(), "unknown"))
            .distinct()
            .limit(TEXTS)
            .toList();
    for (int i = 0; i < texts.size(); i++) {
      finding.evidence(i == 0 ? "statement" : "statement " + (i + 1), texts.get(i));
    }
    return finding
        .evidence("scan", first.wish().access().scan() + scanned(first.wish()))
        .evidence("rows read per call", about(first.rowsRead()))
        .evidence("rows wanted per call", about(first.wanted()))
        .evidence("blocks per call", about(first.window().blocksPerCall()))
        .evidence("calls", Amounts.count(first.window().calls()))
        .evidence("share of database time", percent(share(gains)))
        .evidence("rows of the table", about(first.wish().access().tableRows()))
        .impact(
            "each call reads "
                + about(first.rowsRead())
                + " rows for "
                + about(first.wanted())
                + "; "
                + percent(share(gains))
                + " of the database's time");
  }

  /** A query whose plan got worse since its index was dropped lacks just that: one cause. */
  private static String cause(String database, List<IndexGain> gains) {
    long queryId = gains.getFirst().statement().key().queryId();
    boolean dropped =
        gains.stream()
            .map(IndexGain::statement)
            .allMatch(s -> s.key().queryId() == queryId && s.flipped() && lostIndex(s.flip()));
    return dropped ? PlanHistory.fingerprint(database, queryId) : null;
  }

  private static boolean lostIndex(Flip flip) {
    return flip.causes().stream().anyMatch(c -> c.kind() == CatalogChange.Kind.INDEX_DROPPED);
  }

  private static String reads(List<IndexGain> gains) {
    IndexGain first = gains.getFirst();
    IndexWish wish = first.wish();
    String others =
        gains.size() == 1
            ? "A query reads "
            : gains.stream().map(g -> g.statement().key().queryId()).distinct().count() == 1
                ? "A query of several roles reads "
                : gains.size() + " queries read rows that they do not want, the busiest ";
    return others
        + about(first.rowsRead())
        + " rows of "
        + wish.table().schema()
        + "."
        + wish.table().name()
        + " in a call ("
        + wish.access().scan()
        + scanned(wish)
        + ", "
        + about(first.window().blocksPerCall())
        + " blocks) where it wants "
        + about(first.wanted())
        + ", "
        + percent(share(gains))
        + " of database time";
  }

  private static String scanned(IndexWish wish) {
    return wish.access().index() == null ? "" : " using " + wish.access().index();
  }

  private String columns() {
    String created = index.create(null, false);
    String on = " ON " + Identifiers.quote(index.table().schema(), index.table().name()) + " ";
    return created.substring(created.indexOf(on) + on.length());
  }

  private Confidence confidence(boolean verified) {
    if (verified) {
      return Confidence.HIGH;
    }
    boolean guessed = gains.stream().anyMatch(g -> g.statement().plans().missing() != null);
    return index.method() == Method.BTREE && !guessed ? Confidence.MEDIUM : Confidence.LOW;
  }

  private String costs() {
    return gains.stream()
        .map(g -> about(g.wish().trial().before()) + " → " + about(g.wish().trial().after()))
        .limit(TEXTS)
        .collect(Collectors.joining(", ", "estimated cost ", ""));
  }

  private String unverified() {
    IndexGain asked = gains.stream().filter(g -> !g.verified()).findFirst().orElseThrow();
    IndexWish wish = asked.wish();
    if (asked.elsewhere()) {
      return "no: HypoPG was asked with values for which the planner expects "
          + about(wish.trial().rows())
          + " rows, and the calls want "
          + about(asked.wanted());
    }
    return wish.partitioned() || wish.method() == Method.GIN || wish.method() == Method.TRIGRAM
        ? "no: HypoPG makes no such index"
        : "no: HypoPG is not installed, or was not asked yet";
  }

  private static Severity severity(List<IndexGain> gains) {
    double share = share(gains);
    return share >= 0.25 ? Severity.HIGH : share >= 0.05 ? Severity.MEDIUM : Severity.LOW;
  }

  private static double share(List<IndexGain> gains) {
    return Math.min(1, gains.stream().mapToDouble(g -> g.window().share()).sum());
  }

  private static String percent(double share) {
    return share < 0.01 ? "below 1%" : Amounts.percent(Math.round(share * 20) * 5);
  }

  /** Two digits: the last ones change in every cycle and say nothing. */
  private static String about(double number) {
    if (number < 10) {
      return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
    }
    double scale = Math.pow(10, Math.floor(Math.log10(number)) - 1);
    return Amounts.count((long) (Math.round(number / scale) * scale));
  }
}
