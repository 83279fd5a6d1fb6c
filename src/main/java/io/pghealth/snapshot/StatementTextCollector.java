package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import java.util.Collection;
import java.util.List;

/** Reads texts of chosen statements; the server reads its whole file of texts for it. */
public final class StatementTextCollector {
  /** Bytes; what is longer is not explained. */
  public static final int LONGEST = 64 * 1024;

  /**
   * A text.
   *
   * @param text as normalised by the server, which may still hold literals: never print or store
   *     it; null where it is too long, hidden or lost
   * @param length in bytes; null where the text is lost
   */
  public record Text(
      long userId, long databaseId, long queryId, boolean topLevel, Integer length, String text) {

    /** Leaves the text out. */
    @Override
    public String toString() {
      return "Text[queryId=" + queryId + ", length=" + length + "]";
    }
  }

  /**
   * Texts of one database's statements.
   *
   * @param session in the database that has the extension
   * @throws SessionException when the server refuses
   */
  public List<Text> collect(
      Session session, StatementFacts facts, long databaseId, Collection<Long> queryIds)
      throws SessionException {
    if (queryIds.isEmpty()) {
      return List.of();
    }
    return session.query(
        new Sql("statement-texts", facts.schema()),
        row ->
            new Text(
                row.getLong("userid"),
                row.getLong("dbid"),
                row.getLong("queryid"),
                row.getBoolean("toplevel"),
                row.getObject("length", Integer.class),
                row.getString("text")),
        LONGEST,
        databaseId,
        List.copyOf(queryIds));
  }
}
