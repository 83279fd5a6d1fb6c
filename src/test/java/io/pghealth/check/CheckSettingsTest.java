package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckSettingsTest {
  private final UnusedIndex unusedIndex = new UnusedIndex();
  private final IndexBloat indexBloat = new IndexBloat();
  private final List<Check<?>> checks = List.of(unusedIndex, indexBloat);

  @Test
  void whatIsNotGivenTakesItsDefault() throws InvalidSettingException {
    CheckSettings settings =
        CheckSettings.parse(checks, Map.of("unusedIndex", Map.of("minSize", "8Ki")));

    assertThat(settings.of(unusedIndex))
        .isEqualTo(new UnusedIndexSettings(Duration.ofDays(14), new Bytes(8192)));
    assertThat(settings.of(indexBloat)).isEqualTo(new IndexBloatSettings(new Bytes(10 << 20), 40));
    assertThat(settings.effective().get("unusedIndex"))
        .containsEntry("enabled", "true")
        .containsEntry("observationWindow", "14d")
        .containsEntry("minSize", "8Ki");
  }

  @Test
  void aCheckCanBeSwitchedOff() throws InvalidSettingException {
    CheckSettings settings =
        CheckSettings.parse(checks, Map.of("indexBloat", Map.of("enabled", false)));

    assertThat(settings.enabled(indexBloat)).isFalse();
    assertThat(settings.enabled(unusedIndex)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unusedIndexes | minSize           | 1Mi  | checks.unusedIndexes: there is no such check; there are unusedIndex, indexBloat
          unusedIndex   | minSise           | 1Mi  | checks.unusedIndex.minSise: there is no such setting; there are enabled, observationWindow, minSize
          unusedIndex   | observationWindow | abc  | checks.unusedIndex.observationWindow: "abc" is not a duration; write numbers with ms, s, m, h, d or w, such as 14d
          unusedIndex   | observationWindow | -5m  | checks.unusedIndex.observationWindow: "-5m" is not a duration; write numbers with ms, s, m, h, d or w, such as 14d
          unusedIndex   | minSize           | 1 MB | checks.unusedIndex.minSize: "1 MB" is not a size; write bytes with Ki, Mi, Gi or Ti, such as 10Mi
          indexBloat    | minWastePercent   | 101  | checks.indexBloat.minWastePercent: "101" is not a whole number from 0 to 100
          indexBloat    | enabled           | yes  | checks.indexBloat.enabled: "yes" is neither true nor false
          """)
  void whatIsWrongIsNamedWithWhatWouldBeRight(
      String check, String setting, String value, String message) {
    assertThatThrownBy(() -> CheckSettings.parse(checks, Map.of(check, Map.of(setting, value))))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(message);
  }
}
