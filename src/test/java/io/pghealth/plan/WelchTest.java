package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pghealth.history.Window;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against published values. */
class WelchTest {

  /** The three examples of the article "Welch's t-test", from its rounded means and variances. */
  @ParameterizedTest
  @CsvSource({
    "15, 20.8, 7.9, 15, 23.0, 3.8, 0.019, 0.022",
    "10, 20.6, 9.0, 20, 22.1, 0.9, 0.145, 0.16",
    "10, 19.4, 1.4, 20, 21.6, 17.1, 0.034, 0.039"
  })
  void probabilitiesOfDifferentMeans(
      long n1, double m1, double v1, long n2, double m2, double v2, double least, double most) {
    assertThat(Welch.probability(window(n1, m1, v1), window(n2, m2, v2))).isBetween(least, most);
  }

  /** With equal sizes and variances it is Student's test: 2.878 is 1% at 18 degrees of freedom. */
  @Test
  void agreesWithTheTableOfStudentsDistribution() {
    double d = 2.878 * Math.sqrt(0.2);
    assertThat(Welch.probability(window(10, 5, 1), window(10, 5 + d, 1)))
        .isCloseTo(0.01, within(0.0001));
  }

  @Test
  void manyCallsAndFewCalls() {
    assertThat(Welch.probability(window(5_000_000, 1, 1), window(5_000_000, 1.0001, 1)))
        .isGreaterThan(0.1);
    assertThat(Welch.probability(window(5_000_000, 1, 1), window(5_000_000, 2, 1))).isZero();
    assertThat(Welch.probability(window(1, 1, 0), window(100, 900, 1))).isEqualTo(1);
    assertThat(Welch.probability(window(30, 1, 1), window(30, 1, 1))).isEqualTo(1);
  }

  private static Window window(long n, double mean, double variance) {
    return new Window(Instant.EPOCH, Instant.EPOCH, n, 0, mean, variance * (n - 1), 0, 0, 1_000);
  }
}
