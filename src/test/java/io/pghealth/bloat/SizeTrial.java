package io.pghealth.bloat;

import io.pghealth.postgres.Session;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Collector;
import io.pghealth.snapshot.ColumnStatisticsCollector;
import io.pghealth.snapshot.IndexCollector;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeyCollector;
import io.pghealth.snapshot.IndexStorageCollector;
import io.pghealth.snapshot.Scope;
import io.pghealth.snapshot.TableActivityCollector;
import io.pghealth.snapshot.TableCollector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Predicts every index of a database, then rebuilds each and looks. */
final class SizeTrial {
  /**
   * One index.
   *
   * @param major version of the server
   * @param shape name of its table
   * @param life of it
   * @param index its name
   * @param before bytes when it was predicted
   * @param truth bytes after REINDEX
   * @param predicted what was predicted
   * @param formula bytes by the published formula; NaN where it has none
   * @param measured what the check says of it
   * @param alone what the check says where nothing can be measured
   */
  record Trial(
      int major,
      String shape,
      SizeShapes.Life life,
      String index,
      long before,
      long truth,
      RebuiltSize predicted,
      double formula,
      SizeVerdicts.Verdict measured,
      SizeVerdicts.Verdict alone) {

    /** Relative error, signed; NaN where there is no estimate. */
    double error() {
      return predicted instanceof RebuiltSize.Estimated e
          ? ((double) e.bytes() - truth) / truth
          : Double.NaN;
    }

    /** Share of it that a rebuild really freed. */
    double reclaimed() {
      return (double) (before - truth) / before;
    }

    double formulaError() {
      return (formula - truth) / truth;
    }
  }

  private SizeTrial() {}

  /** The facts of a session's database. */
  static SizeFacts facts(Session session) {
    return SizeFacts.of(
        known(new IndexCollector(Scope.everything()).collect(session)),
        read(new IndexKeyCollector(Scope.everything()), session),
        read(new IndexStorageCollector(Scope.everything()), session),
        read(new ColumnStatisticsCollector(Scope.everything()), session),
        read(new TableCollector(Scope.everything()), session),
        read(new TableActivityCollector(Scope.everything()), session));
  }

  private static <T> T read(Collector<T> collector, Session session) {
    return known(collector.collect(session));
  }

  private static <T> T known(Collected<T> collected) {
    if (collected.missing() != null) {
      throw new IllegalStateException(collected.missing().reason());
    }
    return collected.toOptional().orElseThrow();
  }

  static List<Trial> run(
      int major,
      Session session,
      Connection superuser,
      Map<String, SizeShapes.Life> lives,
      SizeVerdicts measured,
      SizeVerdicts alone)
      throws SQLException {
    SizeFacts facts = facts(session);
    IndexFacts indexes = facts.indexes();
    SizePredictor predictor = new SizePredictor(facts);
    List<Index> sorted = new ArrayList<>(indexes.indexes().values());
    sorted.sort(Comparator.comparing(Index::name));
    Map<Long, RebuiltSize> predicted = new HashMap<>();
    Map<Long, Double> formulas = new HashMap<>();
    for (Index index : sorted) {
      predicted.put(index.oid(), predictor.predict(index));
      formulas.put(index.oid(), IoguixFormula.bytes(facts, index));
    }
    List<Trial> trials = new ArrayList<>();
    try (Statement statement = superuser.createStatement()) {
      for (Index index : sorted) {
        statement.execute("REINDEX INDEX \"" + index.name() + "\"");
        try (ResultSet size =
            statement.executeQuery("SELECT pg_relation_size(" + index.oid() + "::oid::regclass)")) {
          size.next();
          trials.add(
              new Trial(
                  major,
                  index.table(),
                  lives.get(index.table()),
                  index.name(),
                  index.sizeBytes(),
                  size.getLong(1),
                  predicted.get(index.oid()),
                  formulas.get(index.oid()),
                  measured.of(index.name()),
                  alone.of(index.name())));
        }
      }
    }
    return trials;
  }
}
