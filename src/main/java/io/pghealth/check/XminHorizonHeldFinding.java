package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.HorizonFacts.Holder;
import io.pghealth.snapshot.HorizonFacts.Kind;
import java.time.Duration;
import java.util.List;

/**
 * Words and numbers of one finding.
 *
 * @param databases watched ones that it concerns
 * @param least how long it has been held for certain
 * @param most how long it may have been held; null where it was found by {@code least}, or by the
 *     number of transactions
 */
record XminHorizonHeldFinding(
    Holder holder, List<String> databases, Duration least, Duration most) {
  private static final String ELSEWHERE =
      "End the oldest transaction on that standby, or turn hot_standby_feedback off there; its"
          + " queries may then be cancelled when rows that they still read are removed.";

  /** What the finding about a holder is known by. */
  static String fingerprint(Holder holder) {
    return identity(holder, Severity.MEDIUM, Confidence.HIGH).build().fingerprint();
  }

  /** Neither a pid nor a time: the same application is found as the same again. */
  private static Finding.Builder identity(Holder holder, Severity severity, Confidence confidence) {
    ObjectKind kind =
        switch (holder.kind()) {
          case SESSION, PREPARED -> ObjectKind.SESSION;
          case STANDBY -> ObjectKind.INSTANCE;
          case SLOT, CATALOGS -> ObjectKind.SLOT;
        };
    String discriminator =
        switch (holder.kind()) {
          case SESSION -> "session\0" + holder.role() + "\0" + holder.database();
          case PREPARED -> "prepared\0" + holder.role() + "\0" + holder.database();
          case STANDBY -> null;
          case SLOT -> "rows";
          case CATALOGS -> "catalogs";
        };
    return Finding.of(XminHorizonHeld.NAME, severity, confidence)
        .object(ObjectRef.of(kind, name(holder)))
        .discriminator(discriminator);
  }

  private static String name(Holder holder) {
    if (!holder.name().isEmpty()) {
      return holder.name();
    }
    return holder.role() != null
        ? holder.role()
        : holder.client() != null ? holder.client() : "unnamed";
  }

  Finding finding(Severity severity, Confidence confidence) {
    boolean catalogs = holder.kind() == Kind.CATALOGS;
    Finding.Builder finding =
        identity(holder, severity, confidence)
            .message(
                who()
                    + " keeps VACUUM from removing rows "
                    + (catalogs ? "of system catalogs " : "")
                    + "that died after it, in "
                    + where()
                    + ": "
                    + Amounts.count(holder.behind())
                    + (holder.behind() == 1 ? " transaction has" : " transactions have")
                    + " begun since"
                    + time())
            .evidence("transactions", String.valueOf(holder.behind()))
            .evidence("held for at least", Amounts.span(least));
    evidence(finding, "transaction began", holder.started());
    evidence(finding, "state", holder.state());
    evidence(finding, "backend type", holder.backendType());
    evidence(finding, "pid", holder.pid());
    evidence(finding, "client", holder.client());
    evidence(finding, "plugin", holder.plugin());
    return finding
        .evidence("databases", String.join(", ", databases))
        .impact(
            catalogs
                ? "pg_class, pg_attribute and their like grow wherever tables are made and dropped,"
                    + " and with them every plan's cost; the age of the database cannot fall below"
                    + " it"
                : "dead rows pile up in every table that is updated or deleted from, scans read"
                    + " them, and VACUUM comes again and again for nothing")
        .fix(fix())
        .build();
  }

  private static void evidence(Finding.Builder finding, String name, Object value) {
    if (value != null) {
      finding.evidence(name, value.toString());
    }
  }

  private String who() {
    return switch (holder.kind()) {
      case SESSION ->
          "a session of "
              + holder.role()
              + (holder.name().isEmpty() ? "" : " (" + holder.name() + ")")
              + " in database "
              + holder.database()
              + (holder.state() == null ? "" : ", " + holder.state() + ",");
      case PREPARED ->
          "the prepared transaction "
              + Identifiers.literal(holder.name()).strip()
              + " of "
              + holder.role()
              + " in database "
              + holder.database();
      case STANDBY ->
          "standby "
              + name(holder)
              + (holder.client() == null ? "" : " at " + holder.client())
              + ", by hot_standby_feedback,";
      case SLOT, CATALOGS ->
          "replication slot "
              + holder.name()
              + (holder.active() ? "" : ", which nobody uses,")
              + (holder.plugin() == null && holder.active() ? ", by hot_standby_feedback," : "");
    };
  }

  private String where() {
    int shown = Math.min(5, databases.size());
    return (databases.size() == 1 ? "database " : "databases ")
        + String.join(", ", databases.subList(0, shown))
        + (shown < databases.size() ? ", …" : "");
  }

  private String time() {
    if (most != null) {
      return ", and its own began "
          + Amounts.span(most)
          + " ago"
          + (holder.own() ? "" : ", though its snapshot may be younger");
    }
    return least.isZero() ? "" : ", at least " + Amounts.span(least) + " ago";
  }

  private Fix fix() {
    return switch (holder.kind()) {
      case SESSION -> session();
      case PREPARED ->
          note(
              "Ask the transaction manager that prepared it. Where it knows nothing of it any more,"
                  + " in database "
                  + holder.database()
                  + ": ROLLBACK PREPARED "
                  + Identifiers.literal(holder.name()).strip()
                  + ", or COMMIT PREPARED where the other parts of it were committed.");
      case STANDBY -> note(ELSEWHERE);
      case SLOT ->
          note(
              holder.active()
                  ? ELSEWHERE
                  : "Bring its standby back. Where that is gone for good: SELECT"
                      + " pg_catalog.pg_drop_replication_slot("
                      + Identifiers.literal(holder.name()).strip()
                      + "); a standby that comes back after that has to be made anew.");
      case CATALOGS ->
          note(
              holder.active()
                  ? "Its consumer confirms too little: look for what it waits for, and for long"
                      + " transactions that it has yet to decode."
                  : "Bring its consumer back. Where that is gone for good: SELECT"
                      + " pg_catalog.pg_drop_replication_slot("
                      + Identifiers.literal(holder.name()).strip()
                      + "); the consumer then loses every change that it has not read.");
    };
  }

  private Fix session() {
    if (holder.indexBuild()) {
      return note(
          "It builds an index: let it finish. If it is ended, CREATE INDEX CONCURRENTLY leaves an"
              + " invalid index behind.");
    }
    if ("autovacuum worker".equals(holder.backendType())) {
      return note("It analyzes a table, and ends by itself.");
    }
    if (holder.started() == null) {
      return note(
          "Ask whoever runs it to end its transaction; the backend with pid "
              + holder.pid()
              + " is the one that pg_catalog.pg_terminate_backend would end.");
    }
    return new Fix(
        List.of(
            "SELECT pg_catalog.pg_terminate_backend(a.pid, 10000)"
                + " FROM pg_catalog.pg_stat_activity a WHERE a.pid = "
                + holder.pid()
                + " AND a.xact_start = '"
                + holder.started()
                + "'"),
        "Better: let the application end the transaction. This closes its connection and rolls back"
            + " what the transaction has done; it touches nothing once that transaction is over."
            + " idle_in_transaction_session_timeout keeps forgotten ones from staying.");
  }

  private static Fix note(String note) {
    return new Fix(List.of(), note);
  }
}
