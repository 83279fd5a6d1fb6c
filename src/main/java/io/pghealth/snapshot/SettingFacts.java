package io.pghealth.snapshot;

import java.util.Map;
import java.util.Optional;

/**
 * Rows of pg_settings of one instance, as they hold for a session without settings of its own.
 *
 * @param settings by name; only those that some check reads and that can hold no secret
 */
public record SettingFacts(Map<String, Value> settings) {

  /** Copies the map. */
  public SettingFacts {
    settings = Map.copyOf(settings);
  }

  /** The value in the setting's own unit; empty where the server's version lacks the setting. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(settings.get(name)).map(Value::value);
  }

  /**
   * The value as a number, in the setting's own unit.
   *
   * @throws NumberFormatException where it is none
   */
  public Optional<Double> number(String name) {
    return value(name).map(Double::parseDouble);
  }

  /**
   * One setting.
   *
   * @param value pg_settings.setting
   * @param unit null for none
   * @param bootValue what PostgreSQL comes with
   * @param source where the value is from, such as {@code configuration file}
   * @param context when it can be changed, such as {@code sighup}
   * @param pendingRestart whether the configuration file says otherwise
   * @param autoConf whether ALTER SYSTEM set it; null where that is hidden or no file did
   */
  public record Value(
      String value,
      String unit,
      String bootValue,
      String source,
      String context,
      boolean pendingRestart,
      Boolean autoConf) {}
}
