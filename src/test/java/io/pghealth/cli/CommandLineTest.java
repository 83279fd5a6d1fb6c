package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line refuses before it asks any server. */
class CommandLineTest {
  private static final String URL = "postgresql://app@127.0.0.1:1/shop?connect_timeout=1";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --output xml           | --output: "xml" is neither text nor json
          --fail-on awful        | --fail-on: "awful" is no severity; write critical, high
          --fail-on -1           | --fail-on: "-1" is no severity
          --require-assessed=Nope| --require-assessed: there is no check "Nope"; there are UnusedIndex
          --accept nonsense      | --accept: "nonsense" is no fingerprint
          --accept Nope/0123456789abcdef | --accept: there is no check "Nope"
          --frobnicate           | there is no flag --frobnicate
          --replica nonsense     | --replica:
          --replica postgresql://127.0.0.1:1/shop | --replica: 127.0.0.1:1 is given twice
          --replica postgresql://other@127.0.0.1:2/shop | --replica: user and password must be those of --url
          --replica postgresql://127.0.0.1:2/shop?sslmode=require | --replica: sslmode and certificates must be those
          --url postgresql://b@127.0.0.1/x | --url is given twice
          --history              | --history is missing, or lacks its value
          --history=             | --history: "" is no path
          --policy=              | --policy: "" is no path
          --policy /nowhere.yaml | --policy /nowhere.yaml: there is no such file
          """)
  void aFlagThatCannotBeIsRefusedInOneSentence(String flags, String sentence) {
    String[] typed = flags.strip().split(" ");
    String[] args = new String[typed.length + 3];
    args[0] = "check";
    args[1] = "--url";
    args[2] = URL;
    System.arraycopy(typed, 0, args, 3, typed.length);

    assertRefused(CommandRun.of(args), sentence.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://app@127.0.0.1:0/shop       | port
          postgresql://app@127.0.0.1:65536/shop   | port
          postgresql://app@127.0.0.1:-1/shop      | port
          postgresql://app@127.0.0.1:x/shop       | port
          postgresql://app@h/shop?sslmode=maybe   | sslmode
          postgresql://app@h/shop?conect_timeout=1| conect_timeout
          postgresql://app@h/shop?connect_timeout=x| connect_timeout
          mysql://app@h/shop                      | --url
          app@h                                   | --url
          """)
  void aUrlThatCannotBeIsRefusedByParameter(String url, String name) {
    CommandRun run = CommandRun.of("check", "--url", url.strip());

    assertRefused(run, "--url: ");
    assertThat(run.err()).contains(name.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          check postgresql://app:s3cret@h/shop
          check --ulr=postgresql://app:s3cret@h/shop
          check --url postgresql://app:s3cret@h:port/shop
          check --url postgres//app:s3cret@h/shop
          check --url postgresql://app:s3cret@h/shop?passwd=s3cret
          check --url postgresql://app:s3cret@h:99999/shop
          check --url postgresql://app:s3cret@[::1/shop
          check --url postgresql://app:s3cret%zz@h/shop
          check --url password=s3cret host=h
          check --url=app:s3cret@h
          check --output postgresql://app:s3cret@h/shop --url x
          check --fail-on=postgresql://app:s3cret@h/shop --url x
          check --accept postgresql://app:s3cret@h/shop --url postgresql://h/x
          check --require-assessed=postgresql://app:s3cret@h/shop --url postgresql://h/x
          check --url postgresql://h/x --replica postgresql://app:s3cret@h:0/shop
          check --url postgresql://app@h/x --replica postgresql://app:s3cret@h2/shop
          check --url postgresql://app@h/x -ps3cret
          grants postgresql://app:s3cret@h/shop
          grants --url postgresql://app:s3cret@h:x/shop
          postgresql://app:s3cret@h/shop
          """)
  void aPasswordIsNeverEchoedHoweverItWasMistyped(String line) {
    CommandRun run = CommandRun.of(line.strip().split(" "));

    assertRefused(run, "pghealth: ");
    assertThat(run.err()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: CheckPolicy                                   | apiVersion is missing; it must be pghealth.io/v1alpha1
          apiVersion: apps/v1                                 | apiVersion is "apps/v1"; it must be pghealth.io/v1alpha1
          {apiVersion: pghealth.io/v1alpha1, kind: Policy}    | kind is "Policy"; it must be CheckPolicy or
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy} | spec is missing
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy, spec: {checks: {nope: {}}}} | spec.checks.nope: there is no such check; there are unusedIndex
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy, spec: {checks: {unusedIndex: {minsize: 1Mi}}}} | spec.checks.unusedIndex.minsize: there is no such setting; there are enabled
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy, spec: {checks: {unusedIndex: {minSize: big}}}} | spec.checks.unusedIndex.minSize: "big" is not a size
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy, spec: {checks: {unusedIndex: {minSize: [1]}}}} | spec.checks.unusedIndex.minSize is not a single value
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy, spec: {checks: {unusedIndex: {observationWindow: -5m}}}} | spec.checks.unusedIndex.observationWindow: "-5m"
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy, spec: {checks: {planRegression: {minCalls: -1}}}} | spec.checks.planRegression.minCalls: "-1"
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy, spec: {check: {}}} | there is no field spec.check; there are spec.checks
          {apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy, spec: {checks: 5}} | spec.checks must be a map
          {apiVersion: a, apiVersion: b}                      | a field stands twice in one map at line 1
          [1                                                  | it is no valid YAML or JSON
          just text                                           | it holds no manifest
          [{apiVersion: pghealth.io/v1alpha1, kind: CheckPolicy}] | it holds no manifest
          {apiVersion: a}\\n---\\n{apiVersion: b}              | it holds more than one manifest
          """)
  void aPolicyThatCannotBeIsRefusedByFileAndField(String policy, String problem)
      throws IOException {
    Path file =
        Files.writeString(directory.resolve("policy.yaml"), policy.strip().replace("\\n", "\n"));

    assertRefused(
        CommandRun.of("check", "--url", URL, "--policy", file.toString()),
        "--policy " + file + ": " + problem.strip());
  }

  @Test
  void aPolicyFileThatIsNoTextOrTooLongIsRefused() throws IOException {
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path large = Files.write(directory.resolve("large"), new byte[(1 << 20) + 1]);

    assertRefused(policy(binary), "it is not UTF-8 text");
    assertRefused(policy(large), "it is larger than 1 MiB");
    assertRefused(policy(directory), "it is a directory");
  }

  @Test
  void aHistoryThatIsNoDirectoryIsRefusedBeforeAnyServerIsAsked() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertRefused(CommandRun.of("check", "--url", URL, "--history", file.toString()), "--history");
  }

  @Test
  void withoutAUrlItSaysSo() {
    assertRefused(CommandRun.of("check"), "--url is missing");
    assertRefused(CommandRun.of("grants"), "--url is missing");
    assertRefused(CommandRun.of("chek"), "there is no command chek");
    assertRefused(CommandRun.of(), "no command given");
  }

  @Test
  void helpAndVersionAreAnswers() {
    assertThat(CommandRun.of("--version").out()).matches("pghealth [0-9]+\\.[0-9]+\\.[0-9]+\\R");
    for (String[] args :
        new String[][] {{"help"}, {"--help"}, {"help", "check"}, {"check", "-h"}}) {
      CommandRun run = CommandRun.of(args);
      assertThat(run.exit()).isZero();
      assertThat(run.out()).contains("Usage: pghealth").contains("check");
      assertThat(run.err()).isEmpty();
    }
    assertThat(CommandRun.of("check", "--help").out())
        .contains("--url", "--replica", "--all-databases", "--policy", "--history", "--accept")
        .contains("--output", "--fail-on", "--require-assessed");
  }

  @Test
  void outputThatCannotBeWrittenIsNoSuccess() throws IOException {
    try (var full = new PrintStream(Path.of("/dev/full").toFile(), StandardCharsets.UTF_8);
        var err = new PrintStream(PrintStream.nullOutputStream())) {
      var terminal = new Terminal(full, err, Map.of(), false, () -> 80);

      assertThat(PghealthCommand.run(terminal, "--version")).isEqualTo(ExitCode.FAILED);
    }
  }

  private static CommandRun policy(Path file) {
    return CommandRun.of("check", "--url", URL, "--policy", file.toString());
  }

  /** Exit 2, one line on stderr that says it, nothing on stdout. */
  static void assertRefused(CommandRun run, String sentence) {
    assertThat(run.err()).contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("pghealth: ").doesNotContain("Exception", "\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
  }
}
