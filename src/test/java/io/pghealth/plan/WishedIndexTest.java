package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.IndexWish.Key;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equality before {@code |}, the tail behind it; {@code -} is DESC. */
class WishedIndexTest {

  @ParameterizedTest
  @CsvSource({
    "a|, a|, a",
    "a|, 'a,b|', 'a,b'",
    "b|, 'a,b|', 'b,a'",
    "'a,b|', b|, 'b,a'",
    "a|, a|-c, 'a,-c'",
    "a|c, a|c, 'a,c'",
    "a|c, 'a,c|', 'a,c'",
    "a|c, 'a,b,c|', 'a,c,b'",
    "'a,b|', 'a,b|c', 'a,b,c'",
    "'a,b,c|', 'a,b|c', 'a,b,c'",
    "a|c, 'a|c,d', 'a,c,d'",
    "|c, 'c|d', 'c,d'"
  })
  void oneServesBoth(String one, String other, String columns) {
    assertThat(columns(index(one).with(index(other)))).isEqualTo(columns);
    assertThat(columns(index(other).with(index(one)))).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "a|, b|",
    "a|c, 'a,b|'",
    "a|c, b|c",
    "a|c, a|d",
    "a|c, a|-c",
    "'a,b|', 'b,c|'",
    "|c, a|c"
  })
  void neitherServesBoth(String one, String other) {
    assertThat(index(one).with(index(other))).isNull();
    assertThat(index(other).with(index(one))).isNull();
  }

  @Test
  void thirdOnesAreServedByWhatTwoHaveMade() {
    WishedIndex two = index("b|").with(index("a,b,c|"));
    assertThat(columns(two.with(index("b,c|")))).isEqualTo("b,c,a");
    assertThat(two.with(index("a|"))).isNull();
  }

  @Test
  void otherTablesMethodsAndPredicatesStayApart() {
    WishedIndex a = index("a|");
    assertThat(a.with(new WishedIndex(a.table(), Method.BRIN, a.groups(), List.of(), null, null)))
        .isNull();
    assertThat(
            a.with(
                new WishedIndex(
                    a.table(), Method.BTREE, a.groups(), List.of(), null, "\"d\" IS NULL")))
        .isNull();
    assertThat(
            a.with(
                new WishedIndex(
                    new Shape.Relation("s", "u"), Method.BTREE, a.groups(), List.of(), null, null)))
        .isNull();
  }

  @Test
  void namesAreFreeAndFit() {
    WishedIndex index =
        new WishedIndex(
            new Shape.Relation("s", "ü".repeat(40)),
            Method.BTREE,
            List.of(List.of("a\"b")),
            List.of(new Key("c", true)),
            null,
            null);
    String first = index.name(Set.of());
    String second = index.name(Set.of(first));
    assertThat(first).endsWith("_idx").isNotEqualTo(second);
    assertThat(first.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
    assertThat(second.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
    assertThat(index.create("n", true))
        .isEqualTo(
            "CREATE INDEX CONCURRENTLY \"n\" ON \"s\".\""
                + "ü".repeat(40)
                + "\" (\"a\"\"b\", \"c\" DESC)");
  }

  private static WishedIndex index(String text) {
    String[] parts = text.split("\\|", -1);
    return new WishedIndex(
        new Shape.Relation("s", "t"),
        Method.BTREE,
        List.of(list(parts[0])),
        list(parts[1]).stream().map(c -> new Key(c.replace("-", ""), c.startsWith("-"))).toList(),
        null,
        null);
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
  }

  private static String columns(WishedIndex index) {
    return String.join(
        ",", index.keys().stream().map(k -> (k.descending() ? "-" : "") + k.column()).toList());
  }
}
