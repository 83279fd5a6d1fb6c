package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pghealth.target.Credentials;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** {@code pghealth check} over real servers: what it prints where, and its exit code. */
class CheckCommandTest {
  private static final String STRICT =
      """
      {"unusedIndex": {"observationWindow": "0s", "minSize": 0}, "indexBloat": {}}
      """;

  /** Nothing is too small to be measured. */
  private static final String THOROUGH =
      """
      {"indexBloat": {"minWaste": "1", "minWastePercent": 1}, "unusedIndex": {}, "planRegression": {}}
      """;

  private static final String FOUNDATION =
      """
      {"unusedIndex": {}, "indexBloat": {}, "planRegression": {}}
      """;

  @TempDir Path directory;

  @OnOneVersion
  void findingsDecideTheExitCode(PgServer server) throws IOException {
    PgDatabase shop = shop(server);
    String url = shop.uri();
    String policy = Policies.only(directory, STRICT);

    CommandRun json = CommandRun.of("check", "--url", url, "--policy", policy, "--output", "json");
    JsonNode document = parse(json.out());
    assertThat(JsonReportTest.violations(document)).isEmpty();
    JsonNode finding = document.at("/databases/0/findings/0");
    assertThat(finding.get("check").asText()).isEqualTo("UnusedIndex");
    assertThat(finding.at("/object/name").asText()).isEqualTo("orders_note_idx");
    assertThat(document.at("/databases/0/name").asText()).isEqualTo(shop.name());
    assertThat(document.at("/databases/0/checksRun").toString())
        .isEqualTo("[\"UnusedIndex\",\"IndexBloat\"]");
    assertThat(document.at("/server/systemIdentifier").asText())
        .isEqualTo(shop.value("SELECT system_identifier FROM pg_control_system()"));

    String severity = finding.get("severity").asText();
    assertThat(exit(url, policy, "--fail-on", severity)).isEqualTo(1);
    assertThat(exit(url, policy, "--fail-on", "info")).isEqualTo(1);
    assertThat(exit(url, policy, "--fail-on", "critical")).isZero();
    assertThat(exit(url, policy, "--require-assessed=PlanRegression")).isEqualTo(3);

    CommandRun text = CommandRun.of("check", "--url", url, "--policy", policy);
    assertThat(text.out())
        .contains("Database " + shop.name() + ": 1 " + severity)
        .contains("index public.orders_note_idx on orders")
        .contains("DROP INDEX CONCURRENTLY \"public\".\"orders_note_idx\";")
        .contains("1 finding: 1 " + severity);
  }

  @OnOneVersion
  void whatCouldNotBeAssessedIsSaidAndCanBeDemanded(PgServer server) throws IOException {
    String url = shop(server).uri();

    CommandRun plain = check("--url", url);
    assertThat(plain.exit()).isZero();
    assertThat(plain.out()).contains("No findings", "UnusedIndex in ");
    assertThat(plain.err())
        .matches("pghealth: [0-9]+ things? could not be assessed, .*--require-assessed.*\\R");

    CommandRun demanded = check("--url", url, "--require-assessed");
    assertThat(demanded.exit()).isEqualTo(3);
    assertThat(demanded.out()).isEqualTo(plain.out());
    assertThat(demanded.err()).contains("--require-assessed demands");

    String window = "--require-assessed=unusedIndex,IndexBloat";
    assertThat(check("--url", url, window).exit()).isEqualTo(3);
    JsonNode document = parse(check("--url", url, "--output", "json").out());
    assertThat(JsonReportTest.violations(document)).isEmpty();
    assertThat(document.at("/summary/notAssessed").asInt()).isPositive();
  }

  @OnOneVersion
  void allDatabasesAreTakenOnlyWhenAskedFor(PgServer server) throws IOException {
    PgDatabase one = server.createDatabase();
    PgDatabase two = server.createDatabase();

    JsonNode single = parse(check("--url", one.uri(), "--output", "json").out());
    assertThat(single.get("databases").findValuesAsText("name")).containsExactly(one.name());
    JsonNode all = parse(check("--url", one.uri(), "--all-databases", "--output=json").out());
    assertThat(all.get("databases")).anyMatch(db -> db.get("name").asText().equals(two.name()));
    assertThat(all.get("databases")).anyMatch(db -> db.get("name").asText().equals(one.name()));
  }

  @OnOneVersion
  void aServerThatCannotBeReadIsOneSentence(PgServer server) {
    PgDatabase shop = server.createDatabase();
    Credentials role = server.createRole("");
    shop.execute("REVOKE CONNECT ON DATABASE " + shop.name() + " FROM PUBLIC");
    String url = shop.uri();

    refused(url.replace("/" + shop.name(), "/no-such"), "the database does not exist");
    refused(
        url.replace("postgres:", "postgres:planted-wrong-"), "refused the user name or password");
    refused(url.replaceFirst("://[^@]*@", "://postgres@"), "wants a password and none was given");
    refused(shop.uri(role), "the role may not connect");
    refused(url + "?sslmode=require", "TLS is demanded and the server does not offer it");
    refused(url.replaceFirst("127.0.0.1:[0-9]+", "127.0.0.1:1"), "host or port unreachable");
    refused(url.replaceFirst("127.0.0.1:[0-9]+", "no-such.invalid"), "does not resolve");
  }

  @OnOneVersion
  void aCertificateMustBeTheHostsAndTrusted(PgServer shared) throws IOException {
    var right = TestCertificate.forHost("localhost", Files.createDirectory(directory.resolve("a")));
    var wrong =
        TestCertificate.forHost("elsewhere.example", Files.createDirectory(directory.resolve("b")));
    try (PgServer server = PgServer.startWithTls(shared.major(), wrong)) {
      String url = server.postgres().uri() + "?sslmode=verify-full&sslrootcert=";
      refused(url + wrong.caFile(), "the server's certificate is for another host");
      refused(url + right.caFile(), "is not signed by a trusted authority");
      refused(url + directory.resolve("none.pem"), "sslrootcert");
    }
    try (PgServer server = PgServer.startWithTls(shared.major(), right)) {
      String url = server.postgres().uri() + "?sslmode=verify-full&sslrootcert=" + right.caFile();
      CommandRun run = check("--url", url);
      assertThat(run.exit()).as(run.err()).isZero();
    }
  }

  @OnOneVersion
  void theEnvironmentHoldsThePasswordAsForPsql(PgServer server) throws IOException {
    PgDatabase shop = server.createDatabase();
    Credentials postgres = server.superuser();
    String url = "postgresql://postgres@" + server.endpoint() + "/" + shop.name();
    Path passfile =
        Files.writeString(
            directory.resolve("pgpass"),
            "*:*:*:postgres:" + postgres.password().replace(":", "\\:") + "\n");
    Files.setPosixFilePermissions(
        passfile, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));

    assertThat(check(Map.of("PGPASSWORD", postgres.password()), "--url", url))
        .matches(run -> run.exit() == 0);
    assertThat(check(Map.of("PGPASSFILE", passfile.toString()), "--url", url))
        .matches(run -> run.exit() == 0);
    assertThat(check(Map.of("PGPASSWORD", "planted-wrong"), "--url", url))
        .matches(run -> run.exit() == 2)
        .matches(run -> !run.everything().contains("planted"));
  }

  @OnOneVersion
  void aHistoryIsUsedAndNeverOverwrittenWhenItCannotBeRead(PgServer server) throws IOException {
    PgDatabase shop = shop(server);
    String url = shop.uri();
    String history = directory.toString();

    assertThat(check("--url", url, "--history", history).exit()).isZero();
    Path document =
        directory.resolve(
            shop.value("SELECT system_identifier FROM pg_control_system()") + ".json.gz");
    assertThat(document).exists();

    Files.writeString(document, "damaged");
    CommandRun damaged = check("--url", url, "--history", history);
    assertThat(damaged.exit()).isZero();
    assertThat(damaged.err()).contains("is damaged", "kept as");
    assertThat(directory.resolve(document.getFileName() + ".corrupt-1")).hasContent("damaged");

    byte[] newer = gzip("{\"format\": 999, \"history\": {}}");
    Files.write(document, newer);
    CommandRun refused = check("--url", url, "--history", history);
    CommandLineTest.assertRefused(refused, "was written by a newer pghealth");
    assertThat(document).hasBinaryContent(newer);
  }

  @OnOneVersion
  void aReplicaOfAnotherServerIsRefused(PgServer server) {
    try (PgServer other = PgServer.start(server.major())) {
      CommandLineTest.assertRefused(
          check("--url", server.postgres().uri(), "--replica", "postgresql://" + other.endpoint()),
          "it is no replica of this primary");
    }
  }

  @OnOneVersion
  void eachRoleIsToldWhatItCannotSee(PgServer server) throws IOException {
    PgDatabase shop = shop(server);
    shop.execute("CREATE EXTENSION pgstattuple", "CREATE EXTENSION pg_stat_statements");
    Credentials bare = server.createRole("");
    Credentials monitor = server.createRole("IN ROLE pg_monitor");
    Credentials reader = server.createRole("IN ROLE pg_monitor");
    shop.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + reader.user());

    assertThat(remedies(shop.uri(bare))).anyMatch(sql -> sql.contains("pg_stat_scan_tables"));
    assertThat(remedies(shop.uri(monitor))).noneMatch(sql -> sql.contains("pg_stat_scan_tables"));
    assertThat(remedies(shop.uri(reader))).isEmpty();
    for (Credentials role : List.of(bare, monitor, reader)) {
      assertThat(check("--url", shop.uri(role)).exit()).isZero();
    }
  }

  @OnOneVersion
  void noPasswordAndNoLiteralIsInAnyOutput(PgServer server) throws IOException {
    PgDatabase shop = shop(server);
    shop.execute("CREATE EXTENSION pg_stat_statements", "CREATE EXTENSION pgstattuple");
    Credentials role = server.createRole("IN ROLE pg_monitor");
    shop.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role.user());
    String policy = Policies.only(directory, STRICT);
    for (int run = 0; run < 3; run++) {
      for (int i = 0; i < 30; i++) {
        shop.execute("SELECT count(*) FROM orders WHERE note = 'planted-literal'");
      }
      shop.execute(
          "DO $$ BEGIN PERFORM 'planted-literal'; END $$",
          "ALTER ROLE " + role.user() + " PASSWORD '" + role.password() + "'",
          run == 1 ? "DROP INDEX orders_note_idx" : "ANALYZE orders");
      for (String[] flags :
          new String[][] {{"--output", "json"}, {"--output", "text"}, {"--policy", policy}}) {
        String[] args = {
          "check", "--url", shop.uri(role), "--history", directory.toString(), flags[0], flags[1]
        };
        String everything = CommandRun.of(args).everything();
        assertThat(everything).doesNotContain("planted", role.password());
      }
    }
    String wrong = shop.uri(new Credentials(role.user(), "planted-password"));
    assertThat(CommandRun.of("check", "--url", wrong).everything()).doesNotContain("planted");
    assertThat(CommandRun.of("grants", "--url", shop.uri(role)).everything())
        .doesNotContain("planted", role.password());
  }

  private static PgDatabase shop(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE orders (id int PRIMARY KEY, note text)",
            "INSERT INTO orders SELECT g, md5(g::text) FROM generate_series(1, 40000) g",
            "CREATE INDEX orders_note_idx ON orders (note)",
            "ANALYZE orders");
  }

  private CommandRun check(String... args) {
    return check(Map.of(), args);
  }

  private CommandRun check(Map<String, String> env, String... args) {
    List<String> all = new ArrayList<>(List.of("check", "--policy"));
    all.add(Policies.only(directory, FOUNDATION));
    all.addAll(List.of(args));
    return CommandRun.in(env, all.toArray(String[]::new));
  }

  private static int exit(String url, String policy, String... flags) {
    String[] args = new String[5 + flags.length];
    System.arraycopy(new String[] {"check", "--url", url, "--policy", policy}, 0, args, 0, 5);
    System.arraycopy(flags, 0, args, 5, flags.length);
    return CommandRun.of(args).exit();
  }

  private void refused(String url, String reason) {
    CommandRun run = check("--url", url);
    CommandLineTest.assertRefused(run, reason);
    assertThat(run.err()).doesNotContain("s3cret", "planted", "pw-of-a-role");
  }

  private List<String> remedies(String url) throws IOException {
    String policy = Policies.only(directory, THOROUGH);
    JsonNode document =
        parse(CommandRun.of("check", "--url", url, "--policy", policy, "--output", "json").out());
    return document.findValues("remedy").stream()
        .flatMap(remedy -> remedy.get("sql").valueStream())
        .map(JsonNode::asText)
        .toList();
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JacksonException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
