package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Severity;
import io.pghealth.history.Window;
import io.pghealth.plan.Comparison;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Temporary files count by what they cost. */
class QueryRegressionSeverityTest {
  @Test
  void temporaryFilesThatCostNoTimeAreMediumAtMost() {
    assertThat(severity(281, 24)).isEqualTo(Severity.MEDIUM);
    assertThat(severity(9_000, 24)).isEqualTo(Severity.MEDIUM);
    assertThat(severity(281, 60)).isEqualTo(Severity.HIGH);
    assertThat(severity(9_000, 290)).isEqualTo(Severity.CRITICAL);
  }

  private static Severity severity(long temporary, double millis) {
    Comparison comparison = Comparison.of(window(0, 29), window(temporary, millis), Double.NaN);
    return QueryRegression.severity(comparison, Comparison.Worse.TEMP_BLOCKS);
  }

  private static Window window(long temporary, double millis) {
    return new Window(
        Instant.EPOCH, Instant.EPOCH, 10, 0, millis, 1, 2_500, 10 * temporary, 20 * millis);
  }
}
