package io.pghealth.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.api.ReportedFinding;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import org.junit.jupiter.api.Test;

/** What a custom resource says about one finding. */
class ReportedTest {

  @Test
  void aCauseIsNamedOnlyWhereItIsThere() {
    Finding cause = Samples.finding("a", Severity.MEDIUM);
    Finding explained = Samples.builder("b", Severity.LOW).causedBy(cause.fingerprint()).build();
    Finding orphan =
        Samples.builder("c", Severity.LOW).causedBy("UnusedIndex/0000000000000000").build();

    assertThat(Samples.ledger(cause, explained, orphan).entries())
        .extracting(e -> new Reported("elsewhere").finding(e))
        .extracting(ReportedFinding::causedBy)
        .containsExactlyInAnyOrder(null, cause.fingerprint(), null);
  }
}
