package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;

/** Asks a server which one it is, before anything else is known of it. */
public final class SystemIdentifier {
  private static final Sql SQL = new Sql("system-identifier");

  private SystemIdentifier() {}

  /** 64 bits, unsigned, as decimal text. */
  public static String of(Session session) throws SessionException {
    long bits = session.query(SQL, row -> row.getLong("system_identifier")).getFirst();
    return Long.toUnsignedString(bits);
  }
}
