package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.history.Trends.Rate;
import io.pghealth.snapshot.SequenceFacts.Column;
import io.pghealth.snapshot.SequenceFacts.Feed;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words and numbers of one finding.
 *
 * @param tight share of the values from which on something is widened, in percent
 * @param rate values a day; null where it is not known
 */
record SequenceExhaustionFinding(String database, SequenceSpace space, int tight, Rate rate) {
  private static final Duration CLOSE = Duration.ofDays(7);
  private static final Duration NEAR = Duration.ofDays(30);
  private static final long CENTURY = 36_500;

  /**
   * @param restarts whether it starts anew at its end, over a unique key
   */
  Finding finding(boolean critical, boolean restarts) {
    Sequence sequence = space.sequence();
    boolean over = space.left().signum() == 0;
    Duration time = timeLeft();
    Finding.Builder finding =
        Finding.of(
                SequenceExhaustion.NAME,
                restarts ? restart(critical) : severity(critical, over, time),
                restarts ? Confidence.LOW : confidence())
            .database(database)
            .object(SequenceExhaustion.reference(sequence))
            .message(message(over, time, restarts))
            .evidence("last value", rounded(sequence.last()))
            .evidence("end", String.valueOf(space.end()))
            .evidence("ended by", endedBy())
            .evidence("used", Amounts.percent(Math.floor(space.percent(space.end()))));
    if (sequence.cache() > 1) {
      finding.evidence("cache", sequence.cache() + " values a session, taken ahead");
    }
    if (rate != null) {
      finding.evidence(
          "values a day",
          Amounts.count(Math.round(rate.perDay())) + ", over " + Amounts.span(rate.span()));
    }
    if (time != null) {
      finding.evidence("time left", "about " + Amounts.span(time));
    }
    if (restarts) {
      return finding
          .impact("INSERT fails where a row of the last round still has the value")
          .fix(
              new Fix(
                  List.of(),
                  "Nothing is to be done where rows do not live as long as a round lasts. Else end"
                      + " the cycle and give the sequence and its columns more room."))
          .build();
    }
    SequenceSql sql = new SequenceSql(space, tight);
    return finding.impact(impact()).fix(sql.fix()).undo(sql.undo()).build();
  }

  private String message(boolean over, Duration time, boolean restarts) {
    Sequence sequence = space.sequence();
    String used =
        "sequence "
            + sequence.schema()
            + "."
            + sequence.name()
            + " has used "
            + Amounts.percent(Math.floor(space.percent(space.end())))
            + " of its values up to "
            + space.end()
            + ", which is "
            + endedBy();
    if (restarts) {
      return used + "; it then starts anew, over a unique key";
    }
    if (over) {
      return used + ": there is none left";
    }
    return used + (time == null ? "" : "; at the present pace it ends in " + Amounts.span(time));
  }

  private String endedBy() {
    if (space.endsItself()) {
      return "its own " + (space.sequence().ascending() ? "MAXVALUE" : "MINVALUE");
    }
    return space.narrowest().stream()
        .map(c ->
            "all that "
                + c.schema()
                + "."
                + c.table()
                + "."
                + c.name()
                + " ("
                + c.declaredType()
                + (c.feed() == Feed.REFERENCE ? ", which references its values" : "")
                + ") holds")
        .limit(3)
        .collect(Collectors.joining(", and "));
  }

  private String impact() {
    if (space.endsItself()) {
      return "nextval fails at the end, and every INSERT that needs it";
    }
    return space.narrowest().stream().allMatch(c -> c.feed() == Feed.REFERENCE)
        ? "rows with larger keys are there and nothing can refer to them: INSERT into the"
            + " referencing table fails"
        : "INSERT fails at the end: the value does not fit the column";
  }

  private Confidence confidence() {
    boolean certain =
        space.endsItself()
            || space.narrowest().stream().map(Column::feed).anyMatch(f -> f != Feed.OWNED);
    return certain ? Confidence.HIGH : Confidence.MEDIUM;
  }

  private static Severity severity(boolean critical, boolean over, Duration time) {
    if (critical || over || time != null && time.compareTo(CLOSE) < 0) {
      return Severity.CRITICAL;
    }
    return time != null && time.compareTo(NEAR) < 0 ? Severity.HIGH : Severity.MEDIUM;
  }

  private static Severity restart(boolean critical) {
    return critical ? Severity.MEDIUM : Severity.LOW;
  }

  private static String rounded(long value) {
    return value < 0 && value > Long.MIN_VALUE ? "-" + Amounts.count(-value) : Amounts.count(value);
  }

  /** Null where no pace is known, or it would take a century. */
  private Duration timeLeft() {
    if (rate == null || rate.perDay() <= 0) {
      return null;
    }
    BigInteger left = space.left();
    double days = left.doubleValue() / rate.perDay();
    return days > CENTURY ? null : Duration.ofMinutes(Math.round(days * 24 * 60));
  }
}
