package io.pghealth.snapshot;

import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.RowReader;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.SessionException.Reason;
import io.pghealth.postgres.Sql;
import java.util.List;

/** Reads again where a lock came between the look at pg_locks and the functions that need it. */
record Patient(Session session) {
  private static final int TRIES = 3;

  <T> List<T> query(String sql, RowReader<T> reader, Object... binds) throws SessionException {
    for (int left = TRIES - 1; ; left--) {
      try {
        return session.query(new Sql(sql), reader, binds);
      } catch (SessionException e) {
        if (e.reason() != Reason.LOCKED || left == 0) {
          throw e;
        }
      }
    }
  }

  /** Why a collector failed, with what helps. */
  static <T> Collected<T> failed(SessionException e) {
    Remedy remedy =
        switch (e.reason()) {
          case CANCELLED -> Remedy.note("Raise limits.statementTimeout.");
          case LOCKED -> Remedy.note("Wait until the lock is gone.");
          default -> Remedy.none();
        };
    return Collected.unknown(e.getMessage(), remedy);
  }
}
