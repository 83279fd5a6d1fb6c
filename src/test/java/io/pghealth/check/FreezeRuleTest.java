package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.FreezeRule.Verdict;
import io.pghealth.check.FreezeRule.Work;
import io.pghealth.finding.Severity;
import io.pghealth.history.Trends.Rate;
import io.pghealth.snapshot.FreezeAges.Age;
import io.pghealth.snapshot.SettingFacts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ages of hundreds of millions, which no test server reaches. */
class FreezeRuleTest {
  private static final long MILLION = 1_000_000;
  private static final Age OVERDUE = new Age(240 * MILLION, 200 * MILLION);
  private static final Age NOT_BY_A_FIFTH = new Age(239 * MILLION, 200 * MILLION);
  private static final Age HALF = new Age(IdSpace.LIMIT / 2, 200 * MILLION);

  @Test
  void aFifthPastTheLimitIsOverdueUnlessAVacuumIsAtWork() {
    assertThat(rule(null).judge(NOT_BY_A_FIFTH, Work.NO)).isEmpty();
    assertThat(severity(rule(null), OVERDUE, Work.NO)).isEqualTo(Severity.MEDIUM);
    assertThat(rule(null).judge(OVERDUE, Work.YES)).isEmpty();
    assertThat(rule(null).judge(OVERDUE, Work.UNKNOWN)).contains(new Verdict.Unsure());
  }

  @Test
  void halfOfTheLimitIsLateWhoeverIsAtWork() {
    for (Work work : Work.values()) {
      assertThat(severity(rule(null), HALF, work)).isEqualTo(Severity.HIGH);
    }
    Age younger = new Age(HALF.age() - 1, 200 * MILLION);
    assertThat(rule(null).judge(younger, Work.YES)).isEmpty();
    // A fifth past a limit of 1.5 billion comes after half of the space.
    assertThat(rule(null).judge(new Age(1_100 * MILLION, 1_500 * MILLION), Work.NO)).isEmpty();
  }

  @Test
  void theFailsafeIsCriticalWhoeverIsAtWork() {
    assertThat(severity(rule(null), new Age(1_600 * MILLION, 200 * MILLION), Work.YES))
        .isEqualTo(Severity.CRITICAL);
    assertThat(severity(rule(null), new Age(1_600 * MILLION - 1, 200 * MILLION), Work.YES))
        .isEqualTo(Severity.HIGH);
  }

  @Test
  void theFailsafeIsNeverBelowTheFreezeMaxAge() {
    FreezeRule low = rule("2000000", "0", null);
    assertThat(low.failsafe()).isEqualTo(2_100_000);
    assertThat(rule("2000000", "2200000", null).failsafe()).isEqualTo(2_200_000);
  }

  @Test
  void whatIsOverdueIsCriticalWhereLessThanAWeekIsLeft() {
    long left = IdSpace.LIMIT - OVERDUE.age();
    assertThat(severity(rule(new Rate(left / 6.9, Duration.ofDays(2))), OVERDUE, Work.NO))
        .isEqualTo(Severity.CRITICAL);
    assertThat(severity(rule(new Rate(left / 7.1, Duration.ofDays(2))), OVERDUE, Work.NO))
        .isEqualTo(Severity.HIGH);
    assertThat(severity(rule(new Rate(left / 31.0, Duration.ofDays(2))), OVERDUE, Work.NO))
        .isEqualTo(Severity.MEDIUM);
  }

  @Test
  void aHighPaceAloneIsNoRisk() {
    FreezeRule fast = rule(new Rate(1_000 * MILLION, Duration.ofDays(2)));
    assertThat(fast.judge(NOT_BY_A_FIFTH, Work.NO)).isEmpty();
    assertThat(fast.judge(OVERDUE, Work.YES)).isEmpty();
  }

  @Test
  void aBurstOfMinutesIsNoPace() {
    FreezeRule burst = rule(new Rate(1_000 * MILLION, Duration.ofMinutes(59)));
    assertThat(burst.timeLeft(OVERDUE.age())).isEmpty();
    assertThat(severity(burst, OVERDUE, Work.NO)).isEqualTo(Severity.MEDIUM);
  }

  private static Severity severity(FreezeRule rule, Age age, Work work) {
    return ((Verdict.Risk) rule.judge(age, work).orElseThrow()).severity();
  }

  private static FreezeRule rule(Rate rate) {
    return rule("200000000", "1600000000", rate);
  }

  private static FreezeRule rule(String maxAge, String failsafe, Rate rate) {
    IdSpace space = IdSpace.TRANSACTIONS;
    return FreezeRule.of(
        space,
        new SettingFacts(
            Map.of(space.maxAge(), value(maxAge), space.failsafeAge(), value(failsafe))),
        Optional.ofNullable(rate));
  }

  private static SettingFacts.Value value(String value) {
    return new SettingFacts.Value(value, null, value, "default", "sighup", false, null);
  }
}
