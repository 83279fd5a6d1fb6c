package io.pghealth.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;

class IdentifiersTest {

  @OnEveryVersion(why = "each has a parser of its own")
  void everyNameIsQuotedSoThatItMeansItself(PgServer server) {
    PgDatabase database = server.createDatabase();
    for (String name :
        new String[] {
          "plain",
          "select",
          "Capital",
          "with space",
          "semi;colon",
          "quo\"te",
          "back\\slash",
          "new\nline",
          "tab\tand\rreturn",
          "escape\u001b[2J\\\"",
          "turned\u202earound",
          "joined\u200dand\\+000041",
          "x".repeat(63)
        }) {
      String quoted = Identifiers.quote(name);
      assertThat(quoted).matches("[^\\p{Cntrl}\\u202e\\u200d]*");

      database.execute("CREATE TABLE " + quoted + " (a int)");
      assertThat(
              database.column("SELECT relname FROM pg_class WHERE relkind = 'r' AND oid >= 16384"))
          .containsExactly(name);
      database.execute("DROP TABLE " + quoted);
    }
  }
}
