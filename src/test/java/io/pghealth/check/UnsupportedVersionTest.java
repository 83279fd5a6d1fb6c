package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.ServerVersion;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgServer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ends of support against a clock of our own, faults against what is known of the releases. */
class UnsupportedVersionTest {
  private final Releases known = Releases.known();

  @OnEveryVersion(why = "each major ends on a day of its own")
  void aMajorIsFoundFromTheDayAfterItsEnd(PgServer server) {
    LocalDate end = known.endOfSupport(server.major()).orElseThrow();
    assertThat(findings(server, end)).isEmpty();
    assertThat(findings(server, end.plusDays(1)))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
          assertThat(f.message()).contains("PostgreSQL " + server.major(), end.toString());
        });
    assertThat(findings(server, end.plusYears(1).plusDays(1)).getFirst().severity())
        .isEqualTo(Severity.HIGH);
  }

  @Test
  void everyFaultIsOfTheMinorsBeforeItsMendingAndOfNoOtherMajor() {
    assertThat(known.faults(new ServerVersion(140_003)))
        .extracting(Releases.Fault::fixedIn)
        .extracting(ServerVersion::toString)
        .containsExactly("14.4", "14.9", "14.10");
    assertThat(known.faults(new ServerVersion(140_010))).isEmpty();
    assertThat(known.faults(new ServerVersion(150_003))).hasSize(2);
    assertThat(known.faults(new ServerVersion(170_000))).isEmpty();
  }

  @OnOneVersion
  void aFaultyMinorIsFoundWithWhatMendsIt(PgServer server) {
    // A minor with a fault cannot be had among the binaries: the list of faults is made up.
    Releases made =
        new Releases(
            known.ends(),
            List.of(
                new Releases.Fault(
                    new ServerVersion(server.major() * 10_000 + 9_999),
                    Severity.CRITICAL,
                    "rows get lost")));
    CycleResult result = cycle(new UnsupportedVersion(made), server, LocalDate.of(2026, 1, 1));
    assertThat(OneCycle.findings(result))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(f.message()).contains(server.major() + ".9999", "rows get lost");
        });
  }

  @OnOneVersion
  void aMajorThatNobodyKnowsYetIsNotAssessed(PgServer server) {
    CycleResult result =
        cycle(new UnsupportedVersion(new Releases(Map.of(), List.of())), server, LocalDate.now());
    assertThat(OneCycle.findings(result)).isEmpty();
    assertThat(OneCycle.gaps(result))
        .containsExactly("nothing is known of the support of PostgreSQL " + server.major());
  }

  private static List<Finding> findings(PgServer server, LocalDate day) {
    return OneCycle.findings(cycle(new UnsupportedVersion(), server, day));
  }

  private static CycleResult cycle(UnsupportedVersion check, PgServer server, LocalDate day) {
    Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    return new OneCycle(check, server.createDatabase(), server.createRole("")).at(noon).run();
  }
}
