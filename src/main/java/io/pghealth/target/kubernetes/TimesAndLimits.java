package io.pghealth.target.kubernetes;

import static io.pghealth.target.kubernetes.TargetResolver.invalid;

import io.pghealth.api.LimitsSpec;
import io.pghealth.api.ScheduleSpec;
import io.pghealth.target.DurationText;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.SizeText;
import java.time.Duration;

/**
 * Schedule and limits of a spec. The schema refuses the same; this holds where an older schema is
 * still installed.
 */
record TimesAndLimits(ScheduleSpec scheduleSpec, LimitsSpec limitsSpec) {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  Schedule schedule() throws UnresolvedTargetException {
    Schedule defaults = Schedule.defaults();
    if (scheduleSpec == null) {
      return defaults;
    }
    String at = "spec.schedule.";
    return new Schedule(
        duration(
            at + "interval",
            scheduleSpec.interval(),
            defaults.interval(),
            Duration.ofSeconds(5),
            LONGEST,
            "must be at least 5s, such as 30s or 5m"),
        duration(
            at + "planInterval",
            scheduleSpec.planInterval(),
            defaults.planInterval(),
            Duration.ofMillis(1),
            LONGEST,
            "must be longer than 0, such as 5m"),
        duration(
            at + "bloatInterval",
            scheduleSpec.bloatInterval(),
            defaults.bloatInterval(),
            Duration.ofMillis(1),
            LONGEST,
            "must be longer than 0, such as 24h"));
  }

  Limits limits() throws UnresolvedTargetException {
    Limits defaults = Limits.defaults();
    if (limitsSpec == null) {
      return defaults;
    }
    String at = "spec.limits.";
    return new Limits(
        duration(
            at + "statementTimeout",
            limitsSpec.statementTimeout(),
            defaults.statementTimeout(),
            Duration.ofMillis(100),
            Duration.ofMinutes(10),
            "must be between 100ms and 10m, such as 15s"),
        duration(
            at + "lockTimeout",
            limitsSpec.lockTimeout(),
            defaults.lockTimeout(),
            Duration.ofMillis(1),
            Duration.ofMillis(999),
            "must be longer than 0 and below 1s, such as 500ms"),
        number(at + "maxConnections", limitsSpec.maxConnections(), defaults.maxConnections(), 1),
        number(
            at + "explainsPerCycle", limitsSpec.explainsPerCycle(), defaults.explainsPerCycle(), 0),
        number(
            at + "statementsPerDatabase",
            limitsSpec.statementsPerDatabase(),
            defaults.statementsPerDatabase(),
            1),
        size(at + "bloatScanBudget", limitsSpec.bloatScanBudget(), defaults.bloatScanBudget()));
  }

  private static Duration duration(
      String field, String text, Duration byDefault, Duration least, Duration most, String rule)
      throws UnresolvedTargetException {
    if (text == null) {
      return byDefault;
    }
    Duration value;
    try {
      value = DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid(field, e.getMessage());
    }
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw invalid(field, "\"" + text + "\" " + rule);
    }
    return value;
  }

  private static int number(String field, Integer value, int byDefault, int least)
      throws UnresolvedTargetException {
    if (value == null) {
      return byDefault;
    }
    if (value < least) {
      throw invalid(field, value + " must be at least " + least);
    }
    return value;
  }

  private static long size(String field, String text, long byDefault)
      throws UnresolvedTargetException {
    if (text == null) {
      return byDefault;
    }
    try {
      return SizeText.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid(field, e.getMessage());
    }
  }
}
