package io.pghealth.publish;

import static io.pghealth.publish.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pghealth.api.Condition;
import io.pghealth.api.PostgresMonitorStatus;
import io.pghealth.api.ReportedFinding;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusBuilderTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  @Test
  void showsAllConditionsFromTheStart() {
    PostgresMonitorStatus status = StatusBuilder.from(null, 3, NOW).build();
    assertThat(status.observedGeneration()).isEqualTo(3);
    assertThat(status.conditions())
        .extracting(Condition::type, Condition::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Ready", "Unknown"),
            org.assertj.core.groups.Tuple.tuple("Connected", "Unknown"),
            org.assertj.core.groups.Tuple.tuple("PermissionsSufficient", "Unknown"),
            org.assertj.core.groups.Tuple.tuple("StatisticsAvailable", "Unknown"),
            org.assertj.core.groups.Tuple.tuple("FindingsPresent", "Unknown"));
  }

  @Test
  void aConditionsTimeMovesOnlyWithItsStatus() {
    PostgresMonitorStatus one =
        StatusBuilder.from(null, 1, NOW).ready(Readiness.cycles(null, minute(1), NOW)).build();
    Instant later = NOW.plusSeconds(100);
    PostgresMonitorStatus two =
        StatusBuilder.from(one, 1, later).ready(Readiness.cycles(later, minute(1), later)).build();
    assertThat(condition(two, "Ready").lastTransitionTime()).isEqualTo(later);
    Instant latest = NOW.plusSeconds(200);
    PostgresMonitorStatus three =
        StatusBuilder.from(two, 2, latest).ready(Verdict.yes("Other", "another reason")).build();
    assertThat(condition(three, "Ready").lastTransitionTime()).isEqualTo(later);
    assertThat(condition(three, "Ready").reason()).isEqualTo("Other");
    assertThat(condition(three, "Ready").observedGeneration()).isEqualTo(2);
  }

  @Test
  void readyMeansThatACycleEndedWithinThreeIntervals() {
    assertThat(Readiness.cycles(NOW, minute(1), NOW.plusSeconds(180)).status())
        .isEqualTo(Verdict.Status.TRUE);
    assertThat(Readiness.cycles(NOW, minute(1), NOW.plusSeconds(181)).status())
        .isEqualTo(Verdict.Status.FALSE);
    assertThat(Readiness.cycles(null, minute(1), NOW).status()).isEqualTo(Verdict.Status.UNKNOWN);
  }

  @Test
  void findingsNeverFlipReady() {
    PostgresMonitorStatus status =
        StatusBuilder.from(null, 1, NOW)
            .ready(Readiness.cycles(NOW, minute(1), NOW))
            .ledger(Samples.ledger(Samples.finding("a", Severity.CRITICAL)), null)
            .build();
    assertThat(condition(status, "Ready").status()).isEqualTo("True");
    assertThat(condition(status, "FindingsPresent").status()).isEqualTo("True");
    assertThat(status.summary().critical()).isEqualTo(1);
  }

  @Test
  void anUnreachableReplicaIsNotConnectedAndKeepsTheServer() {
    Snapshot snapshot =
        new Snapshot(
            NOW,
            List.of(
                new InstanceSnapshot(
                    new Endpoint("db", 5432),
                    Collected.unknown("the server did not answer in time", Remedy.none()))),
            List.of(),
            Collected.unknown("not connected", Remedy.none()));
    PostgresMonitorStatus status =
        StatusBuilder.from(null, 1, NOW)
            .snapshot(snapshot)
            .ledger(Samples.ledger(), snapshot)
            .build();
    assertThat(condition(status, "Connected").status()).isEqualTo("False");
    assertThat(condition(status, "Connected").message())
        .isEqualTo("db:5432: the server did not answer in time");
    assertThat(condition(status, "StatisticsAvailable").status()).isEqualTo("Unknown");
    assertThat(status.server().instances()).singleElement().matches(i -> !i.connected());
  }

  @Test
  void aMissingGrantIsAMissingPermission() {
    LedgerResult ledger =
        Samples.ledger(
            LedgerState.empty(),
            NOW,
            List.of(),
            List.of(
                NotAssessed.wholly(
                    "IndexBloat", "shop", "no privilege", Remedy.sql("GRANT pg_monitor TO x"))));
    PostgresMonitorStatus status = StatusBuilder.from(null, 1, NOW).ledger(ledger, null).build();
    assertThat(condition(status, "PermissionsSufficient").status()).isEqualTo("False");
    assertThat(condition(status, "PermissionsSufficient").message()).contains("IndexBloat");
  }

  @Test
  void unchangedIsNotWrittenAndDriftOnlyEveryTenMinutes() {
    LedgerResult first = ledger(LedgerState.empty(), NOW, "scanned 3 times", Severity.HIGH);
    PostgresMonitorStatus stands = status(null, NOW, first);
    assertThat(StatusWrites.worth(null, stands)).isTrue();
    assertThat(worth(stands, first, 60, "scanned 3 times", Severity.HIGH)).isFalse();
    assertThat(worth(stands, first, 599, "scanned 4 times", Severity.HIGH)).isFalse();
    assertThat(worth(stands, first, 600, "scanned 3 times", Severity.HIGH)).isTrue();
    assertThat(worth(stands, first, 1, "scanned 3 times", Severity.MEDIUM)).isTrue();
  }

  private static boolean worth(
      PostgresMonitorStatus stands,
      LedgerResult before,
      int seconds,
      String message,
      Severity severity) {
    Instant at = NOW.plusSeconds(seconds);
    return StatusWrites.worth(
        stands, status(stands, at, ledger(before.state(), at, message, severity)));
  }

  private static LedgerResult ledger(
      LedgerState before, Instant at, String message, Severity severity) {
    return Samples.ledger(
        before,
        at,
        List.of(Samples.builder("a", severity).message(message).evidence("scans", message).build()),
        List.of());
  }

  private static PostgresMonitorStatus status(
      PostgresMonitorStatus stands, Instant at, LedgerResult ledger) {
    return StatusBuilder.from(stands, 1, at)
        .ready(Readiness.cycles(at, minute(1), at))
        .ledger(ledger, null)
        .checkedAt(at)
        .build();
  }

  @Test
  void whatIsNotKnownAnewStays() {
    PostgresMonitorStatus stands =
        status(null, NOW, ledger(LedgerState.empty(), NOW, "x", Severity.HIGH));
    PostgresMonitorStatus next =
        StatusBuilder.from(stands, 2, NOW.plusSeconds(60))
            .ready(Readiness.credentialsMissing("Secret db is missing"))
            .build();
    assertThat(next.findings()).isEqualTo(stands.findings());
    assertThat(next.lastCheckTime()).isEqualTo(stands.lastCheckTime());
    assertThat(condition(next, "FindingsPresent")).isEqualTo(condition(stands, "FindingsPresent"));
  }

  @Test
  void countsWhatIsLeftOutAndKeepsTheWorst() {
    List<Finding> findings = new ArrayList<>();
    IntStream.range(0, 70).forEach(i -> findings.add(Samples.finding("low" + i, Severity.LOW)));
    findings.add(Samples.finding("worst", Severity.CRITICAL));
    List<NotAssessed> missing =
        IntStream.range(0, 60)
            .mapToObj(i ->
                NotAssessed.object(
                    "UnusedIndex",
                    "shop",
                    ObjectRef.index("public", "i" + i, "t"),
                    "locked",
                    Remedy.none()))
            .toList();
    PostgresMonitorStatus status =
        StatusBuilder.from(null, 1, NOW)
            .ledger(Samples.ledger(LedgerState.empty(), NOW, findings, missing), null)
            .build();
    assertThat(status.findings()).hasSize(50);
    assertThat(status.findings().getFirst().object().name()).isEqualTo("worst");
    assertThat(status.truncated().findings()).isEqualTo(21);
    assertThat(status.truncated().notAssessed()).isEqualTo(10);
    assertThat(status.summary().total()).isEqualTo(71);
    assertThat(status.recentTransitions()).hasSize(20);
    assertThat(status.findings()).allMatch(f -> f.fix().sql() != null && f.evidence() != null);
  }

  @Test
  void leavesSqlOutWholeAndSaysWhereItIs() {
    String longSql = "COMMENT ON INDEX a IS '" + "x".repeat(9_000) + "'";
    Finding finding =
        Samples.builder("a", Severity.HIGH)
            .fix(new Fix(List.of("DROP INDEX a"), null))
            .undo(new Fix(List.of("CREATE INDEX a", longSql), "n".repeat(2_000)))
            .build();
    ReportedFinding shown = only(finding);
    assertThat(shown.fix().sql()).containsExactly("DROP INDEX a");
    assertThat(shown.undo().sql()).isNull();
    assertThat(shown.undo().note())
        .contains("…")
        .endsWith("pghealth check.")
        .hasSizeLessThan(1_025);
  }

  @Test
  void leavesSqlOutThatHasLinesOfItsOwn() {
    Finding finding =
        Samples.builder("a", Severity.HIGH)
            .fix(new Fix(List.of("COMMENT ON INDEX a IS 'x\nStatus:\n  Ready: True'"), null))
            .build();
    assertThat(only(finding).fix().sql()).isNull();
    assertThat(only(finding).fix().note()).contains("does not fit here");
  }

  @Test
  void plansSideBySideHaveAPieceOfEvidencePerLine() {
    Finding finding =
        Samples.builder("a", Severity.HIGH)
            .evidence("name", "x\ny")
            .evidence(Finding.PLANS, "before │ after\nLimit  │ Limit\n  -> A ≠   -> B")
            .build();
    assertThat(only(finding).evidence())
        .containsEntry("name", "x\\ny")
        .containsEntry("plans 01", "before │ after")
        .containsEntry("plans 03", "  -> A ≠   -> B")
        .doesNotContainKey("plans");
  }

  @Test
  void staysSmallHoweverMuchThereIsToSay() throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Finding.Builder builder = Samples.builder("i" + i, Severity.HIGH).message("ж".repeat(5_000));
      for (int e = 0; e < 100; e++) {
        builder.evidence("evidence " + e, "日".repeat(5_000));
      }
      builder.fix(new Fix(java.util.Collections.nCopies(16, "s".repeat(8_000)), "n".repeat(3_000)));
      findings.add(builder.build());
    }
    PostgresMonitorStatus status =
        StatusBuilder.from(null, 1, NOW)
            .ledger(Samples.ledger(LedgerState.empty(), NOW, findings, List.of()), null)
            .build();
    assertThat(JSON.writeValueAsBytes(status).length).isLessThan(256 * 1024);
    assertThat(status.findings()).hasSizeGreaterThan(20);
    assertThat(status.findings().size() + status.truncated().findings()).isEqualTo(60);
    assertThat(status.findings().getFirst().fix().note()).contains("does not fit here");
  }

  @Test
  void oneFatFindingDoesNotCostTheOthersTheirText() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Samples.builder("fat", Severity.CRITICAL)
            .fix(new Fix(java.util.Collections.nCopies(16, "s".repeat(8_000)), null))
            .build());
    IntStream.range(0, 49).forEach(i -> findings.add(Samples.finding("i" + i, Severity.LOW)));
    PostgresMonitorStatus status =
        StatusBuilder.from(null, 1, NOW)
            .ledger(Samples.ledger(LedgerState.empty(), NOW, findings, List.of()), null)
            .build();
    assertThat(status.findings()).hasSize(50);
    assertThat(status.findings().subList(1, 50)).allMatch(f -> f.fix().sql() != null);
  }

  private static ReportedFinding only(Finding finding) {
    return StatusBuilder.from(null, 1, NOW)
        .ledger(Samples.ledger(finding), null)
        .build()
        .findings()
        .getFirst();
  }

  private static Condition condition(PostgresMonitorStatus status, String type) {
    return status.conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static Duration minute(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
