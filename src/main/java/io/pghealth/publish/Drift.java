package io.pghealth.publish;

import io.pghealth.api.Condition;
import io.pghealth.api.ReportedFinding;
import io.pghealth.api.ReportedFix;
import io.pghealth.api.ReportedNotAssessed;
import java.util.List;

/**
 * What moves with every cycle and means nothing: numbers in prose. Two statuses that differ only in
 * it are one news; the newer is written with the next lastCheckTime.
 */
final class Drift {
  private Drift() {}

  static List<ReportedFinding> findings(List<ReportedFinding> findings) {
    return findings == null ? null : findings.stream().map(Drift::finding).toList();
  }

  static List<ReportedNotAssessed> notAssessed(List<ReportedNotAssessed> notAssessed) {
    return notAssessed == null ? null : notAssessed.stream().map(Drift::missing).toList();
  }

  static List<Condition> conditions(List<Condition> conditions) {
    return conditions == null ? null : conditions.stream().map(Drift::condition).toList();
  }

  private static ReportedFinding finding(ReportedFinding f) {
    return new ReportedFinding(
        f.fingerprint(),
        f.check(),
        f.severity(),
        f.confidence(),
        f.database(),
        f.object(),
        f.queryId(),
        f.statements(),
        f.causedBy(),
        null,
        null,
        null,
        sql(f.fix()),
        sql(f.undo()),
        f.firstSeen(),
        f.lastChanged(),
        f.stale(),
        f.docs());
  }

  private static ReportedNotAssessed missing(ReportedNotAssessed n) {
    return new ReportedNotAssessed(
        n.check(), n.database(), n.object(), n.queryId(), null, sql(n.remedy()));
  }

  private static Condition condition(Condition c) {
    return new Condition(
        c.type(), c.status(), c.reason(), null, c.lastTransitionTime(), c.observedGeneration());
  }

  private static ReportedFix sql(ReportedFix fix) {
    return fix == null ? null : new ReportedFix(fix.sql(), null);
  }
}
