package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a page goes on from its last row. */
class OrderColumnsTest {
  @Test
  void theConditionOfTheNextPageFitsTheOrder() {
    assertThat(following("a DESC")).isEqualTo("a < $1");
    assertThat(following("a, b")).isEqualTo("(a, b) > ($1, $2)");
    assertThat(following("a, b DESC")).contains("they do not all go the same way");
    assertThat(following("a DESC NULLS LAST"))
        .contains("IS NULL")
        .doesNotContain("the same way")
        .doesNotContain("column by column");
  }

  private static String following(String list) {
    return OrderColumns.of(list).following();
  }
}
