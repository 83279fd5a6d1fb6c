package io.pghealth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.Check;
import io.pghealth.check.Checks;
import io.pghealth.check.SettingForm;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the documentation shows is there and works. */
class DocsTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(Stream.of(README), docs.filter(f -> f.toString().endsWith(".md")))
          .toList()
          .stream()
          .map(file -> DynamicTest.dynamicTest(file.toString(), () -> follow(file)));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCheckHasAPageThatNamesItsSettings() {
    return Checks.all().stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), () -> page(check)));
  }

  @OnOneVersion
  void theRoleOfTheReadmeCanBeMadeAndLogsIn(PgServer server) throws IOException {
    PgDatabase database = server.createDatabase();
    String role = "pghealth_" + Long.toString(System.nanoTime(), 36);
    String sql = block("sql").replace("pghealth", role).replace("choose one", "chosen");

    Stream.of(sql.replaceAll("--.*", "").split(";"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .forEach(database::execute);

    try (var connection = database.connect(new io.pghealth.target.Credentials(role, "chosen"));
        var statement = connection.createStatement()) {
      assertThat(statement.executeQuery("SELECT pg_has_role('pg_monitor', 'MEMBER')").next())
          .isTrue();
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyMakeTargetThatIsShownIsThere() throws IOException {
    String makefile = Files.readString(Path.of("Makefile"));
    List<String> shown =
        Pattern.compile("(?m)(?:^|`)make ([a-z]+)")
            .matcher(allDocs())
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(shown).isNotEmpty();
    assertThat(shown)
        .allSatisfy(target -> assertThat(makefile).containsPattern("(?m)^" + target + ":.*##"));
  }

  @Test
  void everyCommandOfTheLauncherThatIsShownIsUnderstood() throws IOException {
    List<String> commands =
        Pattern.compile("bin/pghealth ([a-z]+)")
            .matcher(Files.readString(README))
            .results()
            .map(r -> r.group(1))
            .distinct()
            .toList();
    assertThat(commands).contains("check", "grants");
    for (String command : commands) {
      var help =
          Tools.run(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              Map.of(),
              "-cp",
              System.getProperty("java.class.path"),
              io.pghealth.Main.class.getName(),
              "help",
              command);
      assertThat(help.orFail().out()).contains("pghealth " + command);
    }
  }

  private static void follow(Path file) throws IOException {
    for (MatchResult link : LINK.matcher(Files.readString(file)).results().toList()) {
      Path folder = file.getParent() == null ? Path.of("") : file.getParent();
      assertThat(folder.resolve(link.group(1)).normalize()).exists();
    }
  }

  private static void page(Check<?> check) throws IOException {
    String page = Files.readString(Path.of("docs", "checks", check.name() + ".md"));
    for (SettingForm setting : SettingForm.of(check.settings())) {
      assertThat(page).contains(setting.name()).contains(setting.defaultValue());
    }
  }

  private static String block(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(README))
        .results()
        .filter(r -> r.group(1).equals(language))
        .findFirst()
        .orElseThrow()
        .group(2);
  }

  private static String allDocs() throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(README));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      for (Path file : docs.filter(f -> f.toString().endsWith(".md")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
