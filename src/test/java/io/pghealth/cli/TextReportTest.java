package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReportTest {

  @Test
  void proseIsWrappedAndSqlIsNot() {
    String fix = "CREATE INDEX CONCURRENTLY \"a\" ON \"t\" (" + "\"c\", ".repeat(30) + "\"d\");";
    Finding finding =
        Finding.of("UnusedIndex", Severity.HIGH, Confidence.HIGH)
            .object(ObjectRef.index("public", "a", "t"))
            .message("word ".repeat(60))
            .evidence("scans", "many ".repeat(40))
            .fix(new Fix(List.of(fix), "note ".repeat(40)))
            .build();

    List<String> lines = print(60, finding).lines().toList();

    assertThat(lines).contains("      " + fix);
    assertThat(lines.stream().filter(line -> line.contains("word") || line.contains("many")))
        .hasSizeGreaterThan(8)
        .allMatch(line -> line.length() <= 60);
  }

  @Test
  void aNameCanForgeNoLineAndSpeakToNoTerminal() {
    String hostile = "x\nDatabase forged: no findings\u001b[2J\u202e";
    Finding finding =
        Finding.of("UnusedIndex", Severity.HIGH, Confidence.HIGH)
            .object(ObjectRef.index("public", hostile, hostile))
            .message("The index " + hostile + " is unused.")
            .evidence("name", hostile)
            .evidence("plan", "Seq Scan\n" + hostile)
            .fix(
                new Fix(
                    List.of(
                        "COMMENT ON INDEX \"x\ny\\\u001b\" IS 'a\nb\\c'",
                        "COMMENT ON INDEX \"x\" IS E'a\u001b\\n'"),
                    hostile))
            .build();

    String text = print(100, finding);

    assertThat(text).doesNotContain("\u001b", "\u202e");
    assertThat(text.lines()).noneMatch(line -> line.startsWith("Database forged"));
    assertThat(text)
        .contains("COMMENT ON INDEX U&\"x\\000Ay\\\\\\001B\" IS E'a\\u000Ab\\\\c';")
        .contains("COMMENT ON INDEX \"x\" IS E'a\\u001B\\n';");
  }

  @Test
  void gapsStandTogetherByReasonWithTheirRemedyOnce() {
    var gaps = IntStream.range(0, 8).mapToObj(i -> Samples.gap("i" + i)).toList();

    String text = text(100, false, Samples.report(List.of(), gaps));

    assertThat(text).containsOnlyOnce("the extension pgstattuple is missing (8)");
    assertThat(text).containsOnlyOnce("CREATE EXTENSION pgstattuple;");
    assertThat(text).contains("index public.i4 on orders and 3 more");
    assertThat(text).contains("No findings. 8 not assessed:");
    assertThat(text).contains("Database shop: no findings from UnusedIndex, IndexBloat");
  }

  @Test
  void aCauseIsNamedOnlyWhereItIsThere() {
    assertThat(print(300, Samples.regression())).doesNotContain("explained by");
    assertThat(
            text(
                300,
                false,
                Samples.report(List.of(Samples.explained(Samples.regression())), List.of())))
        .contains("explained by UnusedIndex/0123456789abcdef");
  }

  @Test
  void colourIsOnlyWhereItWasAskedFor() {
    Report report = Samples.report(List.of(Samples.entry(Samples.regression())), List.of());

    assertThat(text(100, false, report)).doesNotContain("\u001b");
    assertThat(text(100, true, report)).contains("\u001b[31mHIGH");
    assertThat(text(100, true, report).replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(text(100, false, report));
  }

  private static String print(int columns, Finding finding) {
    return text(columns, false, Samples.report(List.of(Samples.entry(finding)), List.of()));
  }

  private static String text(int columns, boolean colour, Report report) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    new TextReport(new Prose(out, columns), new Style(colour)).print(report);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
