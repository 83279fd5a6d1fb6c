package io.pghealth.check;

import io.pghealth.check.HeapGuess.Doubt;
import io.pghealth.check.HeapWaste.Reuse;
import io.pghealth.check.TableBloatChoice.Candidate;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.TableBloatHistory.TableEvidence;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.HorizonFacts;
import io.pghealth.snapshot.HorizonFacts.Holder;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.SettingFacts;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableColumns;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import io.pghealth.snapshot.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tables that a rewrite would make much smaller: guessed from statistics, and then measured. */
public final class TableBloat implements DatabaseCheck<TableBloatSettings> {
  static final String NAME = "TableBloat";

  /** Autovacuum comes a little after its threshold. */
  private static final double LATE = 1.2;

  /** A slot in use is always a little behind. */
  private static final long MANY = 1_000_000;

  private static final int USUAL_PAGE = 8192;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<TableBloatSettings> settings() {
    return TableBloatSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(
        TableFacts.class,
        TableColumns.class,
        TableActivity.class,
        SettingFacts.class,
        HorizonFacts.class);
  }

  @Override
  public Floor floor(TableBloatSettings settings) {
    return Floor.ofBytes(settings.minWaste().value());
  }

  @Override
  public Assessment assess(Facts facts, TableBloatSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<IndexFacts> indexes = doubts.known(database.indexes());
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    Optional<TableColumns> columns = doubts.known(database.of(TableColumns.class));
    Optional<SettingFacts> server = doubts.known(facts.snapshot().primary().of(SettingFacts.class));
    if (indexes.isEmpty() || tables.isEmpty() || columns.isEmpty() || server.isEmpty()) {
      return doubts.with(List.of());
    }
    locked(tables.get(), settings, doubts);
    TableBloatChoice choice = new TableBloatChoice(facts.target(), settings);
    Optional<Hindrance> hindrance = TableBloatChoice.hindrance(indexes.get().pgstattuple());
    List<Finding> findings = new ArrayList<>();
    List<Candidate> unmeasured = new ArrayList<>();
    for (Candidate candidate : choice.candidates(database)) {
      Optional<TableEvidence> known =
          choice.known(database, facts.history().tableBloat(), candidate.table());
      if (known.map(TableEvidence::failure).isPresent()) {
        failed(candidate.table(), known.get().failure(), doubts);
      } else if (known.isEmpty()) {
        unmeasured.add(candidate);
      } else {
        judge(facts, candidate.table(), known.get(), server.get(), settings)
            .ifPresent(findings::add);
      }
    }
    unmeasured(facts, choice, hindrance, unmeasured, doubts);
    return doubts.with(findings);
  }

  private static Optional<Finding> judge(
      Facts facts,
      Table table,
      TableEvidence known,
      SettingFacts server,
      TableBloatSettings settings) {
    HeapWaste waste = new HeapWaste(known, HeapGuess.fillfactor(table));
    double gathered =
        LATE
            * new VacuumThreshold(server, table).rows(known.measured().tuples())
            * waste.rowBytes();
    Reuse reuse = waste.reuse();
    boolean worth =
        waste.wasteBytes() > 0
            && waste.wasteBytes() >= settings.minWaste().value()
            && waste.wastePercent() >= settings.minWastePercent()
            && waste.wasteBytes() > gathered
            && reuse != Reuse.USED;
    if (!worth) {
      return Optional.empty();
    }
    String cause =
        2 * waste.deadBytes() >= waste.wasteBytes()
            ? Horizon.holder(facts)
                .filter(holder -> inVain(facts, table, holder))
                .map(XminHorizonHeldFinding::fingerprint)
                .orElse(null)
            : null;
    return Optional.of(
        new TableBloatFinding(facts.database().name(), table, waste, reuse, cause)
            .finding(reuse == Reuse.NOT_USED ? Confidence.HIGH : Confidence.MEDIUM));
  }

  /** Whether a vacuum has come since the holder is there, and has left the dead rows. */
  private static boolean inVain(Facts facts, Table table, Holder holder) {
    return facts
        .database()
        .of(TableActivity.class)
        .toOptional()
        .map(a -> a.tables().get(table.oid()))
        .map(a ->
            Stream.of(a.lastVacuum(), a.lastAutovacuum())
                .filter(Objects::nonNull)
                .anyMatch(last ->
                    holder.started() == null
                        ? holder.behind() >= MANY
                        : last.isAfter(holder.started())))
        .orElse(false);
  }

  private static void locked(TableFacts tables, TableBloatSettings settings, Doubts doubts) {
    tables.tables().values().stream()
        .filter(t -> t.is(Flag.LOCKED) && t.kind() != Kind.PARTITIONED)
        .filter(t -> t.pages() * USUAL_PAGE >= settings.minWaste().value())
        .forEach(t -> doubts.of(reference(t), Doubts.LOCKED, Doubts.UNLOCK));
  }

  private static void failed(Table table, String failure, Doubts doubts) {
    doubts.of(
        reference(table),
        failure,
        failure.equals(TableScan.LOCKED)
            ? Doubts.UNLOCK
            : failure.equals(TableScan.TOO_SLOW)
                ? Remedy.note("Raise limits.statementTimeout.")
                : Remedy.none());
  }

  /** A guess is no verdict; where there is none, what would give one is said. */
  private static void unmeasured(
      Facts facts,
      TableBloatChoice choice,
      Optional<Hindrance> hindrance,
      List<Candidate> candidates,
      Doubts doubts) {
    for (Candidate candidate : candidates) {
      Hindrance why =
          hindrance.orElseGet(() ->
              choice.hindrance(candidate.table(), facts.history().bloat(), facts.snapshot().at()));
      if (candidate.doubt() == null || candidate.doubt() == Doubt.STALE && hindrance.isEmpty()) {
        doubts.of(
            reference(candidate.table()),
            candidate.doubt() == null
                ? "it may waste space by its statistics, and was not measured: " + why.reason()
                : why.reason(),
            why.remedy());
      } else {
        doubts.of(
            reference(candidate.table()),
            candidate.doubt().reason() + ", and it was not measured: " + why.reason(),
            remedy(facts, candidate.doubt(), candidates, why));
      }
    }
  }

  /** Where one GRANT lets all of them be measured, nobody has to mend their statistics. */
  private static Remedy remedy(
      Facts facts, Doubt doubt, List<Candidate> candidates, Hindrance why) {
    boolean granted =
        !why.remedy().sql().isEmpty() && why.remedy().sql().getFirst().startsWith("GRANT");
    if (granted) {
      return why.remedy();
    }
    String role = Identifiers.quote(facts.target().credentials().user());
    Stream<String> names =
        candidates.stream()
            .filter(c -> c.doubt() == doubt)
            .map(c -> Identifiers.quote(c.table().schema(), c.table().name()))
            .limit(Doubts.MOST_OF_A_REASON);
    return switch (doubt) {
      case EMPTY -> why.remedy();
      case NEVER_ANALYZED, STALE ->
          Remedy.sql(names.map(n -> "ANALYZE " + n).toArray(String[]::new));
      case HIDDEN ->
          Remedy.sql(names.map(n -> "GRANT SELECT ON " + n + " TO " + role).toArray(String[]::new));
      case ROW_SECURITY ->
          new Remedy(
              List.of("GRANT SELECT ON pg_catalog.pg_statistic TO " + role),
              "It shows the role sample values of every column of this database.");
    };
  }

  static ObjectRef reference(Table table) {
    return ObjectRef.table(table.schema(), table.name());
  }
}
