package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.NotAssessed;
import io.pghealth.postgres.Remedy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiredChecksTest {

  @Test
  void whatAnotherCheckSaysForItIsMissingToo() {
    Report report =
        Samples.report(
            List.of(),
            List.of(
                new NotAssessed(
                    "PlanRegression",
                    "shop",
                    null,
                    "1",
                    "too many partitions",
                    Remedy.none(),
                    false,
                    List.of("MissingIndex"))));

    for (String check : List.of("PlanRegression", "MissingIndex")) {
      assertThat(new RequiredChecks(true, Set.of(check)).violatedBy(report)).as(check).isTrue();
    }
    assertThat(new RequiredChecks(true, Set.of("UnusedIndex")).violatedBy(report)).isFalse();
  }
}
