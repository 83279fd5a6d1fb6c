package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.PartitionRead;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a key is true of its type. */
class UnprunedPartitionsTest {

  @Test
  void daysAreOfTimesOnly() {
    assertThat(instead("timestamptz")).startsWith(": a day is \"k\" >= its beginning");
    assertThat(instead("date")).startsWith(": a month is \"k\" >= its beginning");
    assertThat(List.of(instead("varchar"), instead("int4"), instead(""), instead(null)))
        .containsOnly(", by =, IN or a range, with values of its own type: \"k\" = $1");
  }

  private static String instead(String type) {
    return UnprunedPartitions.instead(new PartitionRead(null, 10, List.of("k"), "k", type, 10));
  }
}
