package io.pghealth.check;

import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The settings of every check, complete and valid. */
public final class CheckSettings {
  private final SequencedMap<String, Boolean> enabled = new LinkedHashMap<>();
  private final SequencedMap<String, Record> settings = new LinkedHashMap<>();
  private final SequencedMap<String, SequencedMap<String, String>> shown = new LinkedHashMap<>();

  private CheckSettings() {}

  /** Every check enabled, every threshold at its default. */
  public static CheckSettings defaults(List<Check<?>> checks) {
    try {
      return parse(checks, Map.of());
    } catch (InvalidSettingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads {@code spec.checks}.
   *
   * @param checks the checks that exist
   * @param spec by settings key, then by setting; absent ones take their default
   * @throws InvalidSettingException naming the first field that is wrong, and what would be right
   */
  public static CheckSettings parse(
      List<Check<?>> checks, Map<String, ? extends Map<String, ?>> spec)
      throws InvalidSettingException {
    CheckSettings result = new CheckSettings();
    for (String key : spec.keySet()) {
      if (checks.stream().noneMatch(check -> check.settingsKey().equals(key))) {
        throw new InvalidSettingException(
            "checks." + key,
            "there is no such check; there are "
                + checks.stream().map(Check::settingsKey).collect(Collectors.joining(", ")));
      }
    }
    for (Check<?> check : checks) {
      Map<String, ?> given = spec.get(check.settingsKey());
      result.add(check, given == null ? Map.of() : given);
    }
    return result;
  }

  /** Whether the check runs. */
  public boolean enabled(Check<?> check) {
    return enabled.get(check.name());
  }

  /** The thresholds of the check. */
  public <S extends Record> S of(Check<S> check) {
    return check.settings().cast(settings.get(check.name()));
  }

  /** What is in force, by settings key, as users write it; for {@code status.effectiveChecks}. */
  public Map<String, SequencedMap<String, String>> effective() {
    return java.util.Collections.unmodifiableMap(shown);
  }

  private void add(Check<?> check, Map<String, ?> given) throws InvalidSettingException {
    List<SettingForm> forms = SettingForm.of(check.settings());
    String path = "checks." + check.settingsKey();
    for (String name : given.keySet()) {
      if (!name.equals("enabled") && forms.stream().noneMatch(form -> form.name().equals(name))) {
        throw new InvalidSettingException(
            path + "." + name,
            "there is no such setting; there are enabled, "
                + forms.stream().map(SettingForm::name).collect(Collectors.joining(", ")));
      }
    }
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    enabled.put(check.name(), enabled(path, given.get("enabled")));
    texts.put("enabled", String.valueOf(enabled(check)));
    Object[] values = new Object[forms.size()];
    for (int i = 0; i < values.length; i++) {
      SettingForm form = forms.get(i);
      Object value = given.get(form.name());
      values[i] = value(path, form, value == null ? form.defaultValue() : value);
      texts.put(form.name(), String.valueOf(value == null ? form.defaultValue() : value));
    }
    settings.put(check.name(), construct(check.settings(), values));
    shown.put(check.settingsKey(), texts);
  }

  private static boolean enabled(String path, Object value) throws InvalidSettingException {
    if (value == null || "true".equals(value.toString())) {
      return true;
    }
    if ("false".equals(value.toString())) {
      return false;
    }
    throw new InvalidSettingException(
        path + ".enabled", "\"" + value + "\" is neither true nor false");
  }

  private static Object value(String path, SettingForm form, Object value)
      throws InvalidSettingException {
    try {
      return form.parse(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(path + "." + form.name(), e.getMessage());
    }
  }

  private static Record construct(Class<? extends Record> type, Object[] values) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      return (Record) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
