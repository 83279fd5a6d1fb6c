package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.HorizonFacts;
import io.pghealth.snapshot.HorizonFacts.Holder;
import io.pghealth.snapshot.HorizonFacts.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who keeps VACUUM from removing dead rows of a watched database: the one holder of the oldest
 * transaction ID among sessions, prepared transactions, standby feedback and slots. One finding per
 * holder, however many databases it concerns.
 */
public final class XminHorizonHeld implements ServerCheck<XminHorizonHeldSettings> {
  static final String NAME = "XminHorizonHeld";

  private static final Duration LONG = Duration.ofDays(1);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<XminHorizonHeldSettings> settings() {
    return XminHorizonHeldSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(HorizonFacts.class);
  }

  @Override
  public Assessment assess(ServerFacts facts, XminHorizonHeldSettings settings) {
    Doubts doubts = new Doubts(NAME, null);
    Optional<HorizonFacts> known = doubts.known(facts.snapshot().primary().of(HorizonFacts.class));
    if (known.isEmpty()) {
      return doubts.with(List.of());
    }
    HorizonFacts horizons = known.get();
    if (horizons.nextTransaction() == null) {
      doubts.wholly(
          "the declared primary is a standby, and what holds its tables back is on its primary",
          Remedy.note("Name the primary."));
      return doubts.with(List.of());
    }
    Map<Holder, List<String>> databases = new LinkedHashMap<>();
    for (DatabaseSnapshot database : facts.snapshot().databases()) {
      Horizon horizon = new Horizon(horizons, database.oid());
      horizon.data().ifPresent(h -> add(databases, h, database));
      horizon.catalogs().ifPresent(h -> add(databases, h, database));
    }
    List<Finding> findings = new ArrayList<>();
    databases.forEach((holder, names) ->
        judge(facts, horizons, holder, names, settings).ifPresent(findings::add));
    return new Assessment(NAME, null, findings, gaps(facts, horizons, settings));
  }

  private static void add(
      Map<Holder, List<String>> databases, Holder holder, DatabaseSnapshot database) {
    databases.computeIfAbsent(holder, h -> new ArrayList<>()).add(database.name());
  }

  private static Optional<Finding> judge(
      ServerFacts facts,
      HorizonFacts horizons,
      Holder holder,
      List<String> databases,
      XminHorizonHeldSettings settings) {
    // How long a holder has been there does not depend on the database.
    Horizon horizon = new Horizon(horizons, 0);
    Duration least = horizon.atLeast(holder, facts.history(), facts.snapshot().at());
    Optional<Duration> most = horizon.atMost(holder, facts.history(), facts.snapshot().at());
    boolean many = settings.minTransactions() > 0 && holder.behind() >= settings.minTransactions();
    boolean surely = reached(least, settings);
    boolean perhaps =
        holder.kind() == Kind.SESSION && most.map(m -> reached(m, settings)).orElse(false);
    if (!many && !surely && !perhaps) {
      return Optional.empty();
    }
    boolean old = holder.transactions() >= horizons.freezeMaxAge();
    boolean doubtful = !many && !surely && !holder.own();
    Severity severity =
        holder.kind() == Kind.CATALOGS || doubtful
            ? old ? Severity.MEDIUM : Severity.LOW
            : old || least.compareTo(LONG) >= 0 ? Severity.HIGH : Severity.MEDIUM;
    return Optional.of(
        new XminHorizonHeldFinding(
                holder, databases, least, surely || many ? null : most.orElseThrow())
            .finding(severity, confidence(holder, many, surely)));
  }

  private static boolean reached(Duration held, XminHorizonHeldSettings settings) {
    return settings.minAge().isPositive() && held.compareTo(settings.minAge()) >= 0;
  }

  /** A statement that runs may be one that takes new snapshots, such as DO. */
  private static Confidence confidence(Holder holder, boolean many, boolean surely) {
    boolean moving = holder.kind() == Kind.SESSION && !holder.idle();
    if (many || surely && !moving) {
      return Confidence.HIGH;
    }
    return surely || holder.own() ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** What the number of transactions shows is assessed all the same. */
  private static List<NotAssessed> gaps(
      ServerFacts facts, HorizonFacts horizons, XminHorizonHeldSettings settings) {
    if (!settings.minAge().isPositive()) {
      return List.of();
    }
    if (!horizons.timesVisible()) {
      return List.of(
          NotAssessed.partly(
              NAME,
              null,
              "since when sessions of other roles have held the horizon is hidden; only the number"
                  + " of transactions was compared",
              Remedy.sql(
                  "GRANT pg_read_all_stats TO "
                      + Identifiers.quote(facts.target().credentials().user()))));
    }
    return horizons.holders().stream().anyMatch(h -> "disabled".equals(h.state()))
        ? List.of(
            NotAssessed.partly(
                NAME,
                null,
                "track_activities is off for a session that holds the horizon",
                Remedy.note("Turn track_activities on for every role and database.")))
        : List.of();
  }
}
