package io.pghealth.check;

import io.pghealth.target.DurationText;
import io.pghealth.target.SizeText;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One threshold of a check, read off its settings record. Schema, parser and documentation all hang
 * on it.
 *
 * @param name as in {@code spec.checks.<check>.<name>}
 * @param kind its form
 * @param description one sentence
 * @param defaultValue as a user would write it
 * @param min least value of an integer
 * @param max largest value of an integer
 */
public record SettingForm(
    String name, Kind kind, String description, String defaultValue, int min, int max) {

  /** How a value is written. */
  public enum Kind {
    DURATION,
    SIZE,
    INTEGER
  }

  /** The thresholds of a settings record, in their order. */
  public static List<SettingForm> of(Class<? extends Record> settings) {
    return Arrays.stream(settings.getRecordComponents()).map(SettingForm::of).toList();
  }

  private static SettingForm of(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(component + " has no @Setting");
    }
    Class<?> type = component.getType();
    Kind kind =
        type == Duration.class
            ? Kind.DURATION
            : type == Bytes.class ? Kind.SIZE : type == int.class ? Kind.INTEGER : null;
    if (kind == null) {
      throw new IllegalStateException(component + " has a type that no setting has");
    }
    return new SettingForm(
        component.getName(),
        kind,
        setting.value(),
        setting.defaultValue(),
        setting.min(),
        setting.max());
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with a sentence that says what would be right
   */
  Object parse(Object value) {
    return switch (kind) {
      case DURATION -> DurationText.parse(String.valueOf(value));
      case SIZE -> new Bytes(SizeText.parse(String.valueOf(value)));
      case INTEGER -> integer(String.valueOf(value));
    };
  }

  private int integer(String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a whole number from " + min + " to " + max);
  }
}
