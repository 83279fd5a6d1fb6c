package io.pghealth.bloat;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.bloat.SizeShapes.Shape;
import io.pghealth.bloat.SizeTrial.Trial;
import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Session;
import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Target;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;

/** Holds the predictor to what REINDEX really makes of an index. */
class SizeAccuracyTest {
  private static final double MEDIAN = 0.005;
  private static final double PERCENTILE_95 = 0.06;
  private static final double UNCERTAIN = 0.12;

  @Tag("accuracy")
  @OnEveryVersion(why = "the build of an index and ANALYZE's sample differ")
  void everyShape(PgServer server) throws Exception {
    try (PgServer own = PgServer.start(server.major(), "autovacuum = off", "max_wal_size = 4GB")) {
      List<Shape> shapes = SizeShapes.all();
      SizeTable table = trial(own, shapes);
      Path file = Path.of("target/accuracy/index-sizes-" + server.major() + ".txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, table.text() + "\n");
      Set<String> large =
          shapes.stream().filter(Shape::large).map(Shape::name).collect(Collectors.toSet());
      assertThat(table.trials()).hasSizeGreaterThanOrEqualTo(60);
      assertThat(table.trials().stream().filter(t -> large.contains(t.shape())))
          .as("of more than 2 million rows")
          .hasSizeGreaterThanOrEqualTo(6);
      assertThat(table.error(0.5)).isLessThanOrEqualTo(MEDIAN);
      assertThat(table.error(0.95)).isLessThanOrEqualTo(PERCENTILE_95);
      assertThat(table.uncertain()).isLessThanOrEqualTo(UNCERTAIN);
      judged(table);
    }
  }

  @OnOneVersion
  void aFewShapes(PgServer server) throws Exception {
    Set<String> few = Set.of("little", "backwards", "words", "cleared");
    SizeTable table =
        trial(server, SizeShapes.all().stream().filter(s -> few.contains(s.name())).toList());
    assertThat(table.trials()).as(table.text()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(table.error(0.5)).as(table.text()).isLessThanOrEqualTo(0.01);
    assertThat(table.error(0.95)).as(table.text()).isLessThanOrEqualTo(PERCENTILE_95);
    assertThat(table.formulaError(0.5)).as("what others publish").isGreaterThan(0.1);
    judged(table);
  }

  /** No false verdict and none missed, measured or not. */
  private static void judged(SizeTable table) {
    assertThat(table.invented(Trial::measured)).as("invented\n%s", table.text()).isEmpty();
    assertThat(table.missed(Trial::measured)).as("missed\n%s", table.text()).isEmpty();
    assertThat(table.leftOpen(Trial::measured)).as("left open\n%s", table.text()).isEmpty();
    assertThat(table.invented(Trial::alone)).as("invented, alone\n%s", table.text()).isEmpty();
    assertThat(table.missed(Trial::alone)).as("missed, alone\n%s", table.text()).isEmpty();
  }

  private static SizeTable trial(PgServer server, List<Shape> shapes) throws Exception {
    PgDatabase database = server.createDatabase();
    for (Shape shape : shapes) {
      shape.before().forEach(database::execute);
    }
    Credentials role = server.createRole("IN ROLE pg_monitor, pg_read_all_data");
    Map<String, SizeShapes.Life> lives =
        shapes.stream().collect(Collectors.toMap(Shape::name, Shape::life));
    // 14 shows counters that are up to half a second old.
    database.execute("SELECT pg_sleep(1)");
    Target target = only(database, Targets.of(server, role));
    SizeVerdicts alone = SizeVerdicts.of(target);
    SizeVerdicts measured =
        SizeVerdicts.of(only(database.execute("CREATE EXTENSION pgstattuple"), target));
    try (Session session = new PgSessions(target).open(server.endpoint(), database.name());
        Connection superuser = database.connect()) {
      return new SizeTable(
          SizeTrial.run(server.major(), session, superuser, lives, measured, alone));
    }
  }

  private static Target only(PgDatabase database, Target all) {
    return new Target(
        all.primary(),
        all.maintenanceDatabase(),
        List.of(),
        all.credentials(),
        null,
        List.of(),
        all.tls(),
        new DatabaseFilter(List.of(database.name()), List.of()),
        all.limits(),
        all.schedule(),
        false);
  }
}
