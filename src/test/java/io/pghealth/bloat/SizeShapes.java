package io.pghealth.bloat;

import java.util.ArrayList;
import java.util.List;

/** The shapes of indexes that the predictor is held to, as tables with how they came to be. */
final class SizeShapes {
  private SizeShapes() {}

  /** What becomes of the entries of an index, and so what may be said of it. */
  enum Life {
    /** Built once, after the rows were there. */
    FRESH,
    /** Filled row by row; nothing was ever deleted. */
    FILLED,
    /** First in, first out, in a steady state. */
    QUEUE,
    /** Rows were deleted, or updated so that their entries moved. */
    DELETED
  }

  /**
   * One table.
   *
   * @param name of it
   * @param large whether it has more than 2 million rows
   * @param life of its indexes
   * @param before statements up to the state that is looked at; each in a session of its own
   */
  record Shape(String name, boolean large, Life life, List<String> before) {}

  static List<Shape> all() {
    List<Shape> shapes = new ArrayList<>();
    shapes.addAll(fresh());
    shapes.addAll(filled());
    shapes.addAll(deleted());
    shapes.addAll(large());
    shapes.addAll(hard());
    return shapes;
  }

  private static List<Shape> fresh() {
    return List.of(
        shape(
            "plain",
            Life.FRESH,
            """
            CREATE TABLE plain AS SELECT i::bigint AS id, (i % 50)::int AS fifty, i % 3 = 0 AS flag,
              CASE WHEN i % 10 = 0 THEN i::bigint END AS rare, ('n' || i)::name AS called,
              md5(i::text)::uuid AS key, md5(i::text) AS digest,
              'user' || (random() * 1e6)::int || repeat('x', (random() * 30)::int) AS email,
              i::numeric / 7 AS ratio, (i % 40)::numeric AS grade, (random() * 20)::int::float8 AS level,
              date '2020-01-01' + (random() * 1000)::int AS day,
              timestamptz '2020-01-01' + i * interval '1 s' AS at,
              (i % 30000)::int2 AS small, i AS number, jsonb_build_object('k', i % 500) AS doc,
              decode(md5((i % 5000)::text), 'hex') AS bytes, ('10.0.' || i % 256 || '.' || i % 100)::inet AS ip,
              ARRAY[i, i + 1] AS pair, CASE WHEN i % 2 = 0 THEN i END AS half,
              CASE WHEN random() < 0.5 THEN 't' || i END AS note,
              (i / 3)::int AS three, (random() * 30000)::int AS ten, (random() * 1000)::int::bigint AS tenant,
              ('{red,green,blue}'::text[])[1 + (random() * 2)::int] AS colour
              FROM generate_series(1, 300000) i
            """,
            """
            CREATE UNIQUE INDEX plain_pk ON plain (id); CREATE INDEX plain_fifty ON plain (fifty);
            CREATE INDEX plain_flag ON plain (flag); CREATE INDEX plain_rare ON plain (rare);
            CREATE INDEX plain_called ON plain (called); CREATE INDEX plain_key ON plain (key);
            CREATE INDEX plain_digest ON plain (digest); CREATE INDEX plain_email ON plain (email);
            CREATE INDEX plain_ratio ON plain (ratio); CREATE INDEX plain_grade ON plain (grade);
            CREATE INDEX plain_level ON plain (level); CREATE INDEX plain_day ON plain (day);
            CREATE INDEX plain_at ON plain (at); CREATE INDEX plain_padded ON plain (small, id, small);
            CREATE INDEX plain_doc ON plain (doc); CREATE INDEX plain_bytes ON plain (bytes);
            CREATE INDEX plain_ip ON plain (ip); CREATE INDEX plain_pair ON plain (pair);
            CREATE INDEX plain_nullable ON plain (half, number); CREATE INDEX plain_notes ON plain (note, number);
            CREATE INDEX plain_include ON plain (tenant) INCLUDE (id, flag);
            CREATE INDEX plain_not_null ON plain (rare) WHERE rare IS NOT NULL;
            CREATE INDEX plain_part ON plain (id) WHERE flag;
            CREATE INDEX plain_lower ON plain (upper(email)); CREATE INDEX plain_hundred ON plain ((id % 100));
            CREATE INDEX plain_loose ON plain (id) WITH (fillfactor = 70);
            CREATE INDEX plain_tight ON plain (id) WITH (fillfactor = 100);
            CREATE INDEX plain_single ON plain (fifty) WITH (deduplicate_items = off);
            CREATE INDEX plain_three ON plain (three); CREATE INDEX plain_ten ON plain (ten);
            CREATE INDEX plain_tenant ON plain (tenant, id); CREATE INDEX plain_down ON plain (at DESC NULLS LAST);
            CREATE INDEX plain_colour ON plain (colour); CREATE INDEX plain_pairs ON plain (fifty, colour);
            CREATE INDEX plain_tenants ON plain (tenant, fifty)
            """,
            "ANALYZE plain"),
        shape(
            "words",
            Life.FRESH,
            """
            CREATE TABLE words AS SELECT i AS id, 'w' || floor(exp(random() * ln(100000)))::int AS zipf,
              floor(random() ^ 4 * 20000)::int AS skew,
              CASE WHEN random() < 0.3 THEN NULL ELSE floor(random() * 700)::int END AS gaps,
              repeat('ä', 20 + i % 50) || i AS long,
              CASE WHEN random() < 0.6 THEN 'new' ELSE 'state ' || floor(random() * 9) END AS state
              FROM generate_series(1, 400000) i
            """,
            """
            CREATE INDEX words_zipf ON words (zipf); CREATE INDEX words_skew ON words (skew);
            CREATE INDEX words_gaps ON words (gaps); CREATE INDEX words_long ON words (long);
            CREATE INDEX words_state ON words (state); CREATE INDEX words_state_id ON words (state, id);
            CREATE UNIQUE INDEX words_id ON words (id) INCLUDE (state)
            """,
            "ANALYZE words"),
        shape(
            "little",
            Life.FRESH,
            "CREATE TABLE little AS SELECT i, 'x' || i % 7 AS t FROM generate_series(1, 5000) i",
            "CREATE INDEX little_i ON little (i); CREATE INDEX little_t ON little (t)",
            "ANALYZE little"),
        // Few pages that hold tuples of very unlike sizes: posting lists, and single rows.
        shape(
            "uneven",
            Life.FRESH,
            """
            CREATE TABLE uneven AS SELECT CASE WHEN i % 100 = 0 THEN i END AS mostly_null,
              CASE WHEN i % 20 > 0 THEN 'common' ELSE md5(i::text) END AS mostly_one
              FROM generate_series(1, 30000) i
            """,
            """
            CREATE INDEX uneven_mostly_null ON uneven (mostly_null);
            CREATE INDEX uneven_mostly_one ON uneven (mostly_one)
            """,
            "ANALYZE uneven"));
  }

  private static List<Shape> filled() {
    return List.of(
        shape(
            "filled",
            Life.FILLED,
            """
            CREATE TABLE filled (id bigint, key uuid, digest text, kind int, day date, maybe int, at timestamptz);
            CREATE UNIQUE INDEX filled_id ON filled (id); CREATE INDEX filled_key ON filled (key);
            CREATE INDEX filled_digest ON filled (digest); CREATE INDEX filled_kind ON filled (kind);
            CREATE INDEX filled_day ON filled (day); CREATE INDEX filled_maybe ON filled (maybe);
            CREATE INDEX filled_at ON filled (at); CREATE UNIQUE INDEX filled_unique ON filled (maybe, id)
            """,
            """
            INSERT INTO filled SELECT i, md5(i::text)::uuid, md5(i::text), (random() * 40)::int,
              date '2020-01-01' + (random() * 700)::int, CASE WHEN random() < 0.7 THEN (random() * 1e6)::int END,
              timestamptz '2020-01-01' + i * interval '1 min'
              FROM generate_series(1, 250000) i
            """,
            "ANALYZE filled"),
        shape(
            "backwards",
            Life.FILLED,
            """
            CREATE TABLE backwards (down bigint, words text, before_null int);
            CREATE INDEX backwards_down ON backwards (down); CREATE INDEX backwards_words ON backwards (words);
            CREATE INDEX backwards_before_null ON backwards (before_null)
            """,
            """
            INSERT INTO backwards SELECT -i, i::text, CASE WHEN i % 5 > 0 THEN i END
              FROM generate_series(1, 250000) i
            """,
            "ANALYZE backwards"),
        shape(
            "queue",
            Life.QUEUE,
            """
            CREATE TABLE queue (id bigint, at timestamptz); CREATE INDEX queue_id ON queue (id);
            CREATE INDEX queue_at ON queue (at)
            """,
            """
            INSERT INTO queue SELECT i, timestamptz '2020-01-01' + i * interval '1 s'
              FROM generate_series(1, 200000) i
            """,
            "DELETE FROM queue WHERE id <= 100000",
            "VACUUM queue",
            """
            INSERT INTO queue SELECT i, timestamptz '2020-01-01' + i * interval '1 s'
              FROM generate_series(200001, 300000) i
            """,
            "DELETE FROM queue WHERE id <= 200000",
            "VACUUM queue",
            """
            INSERT INTO queue SELECT i, timestamptz '2020-01-01' + i * interval '1 s'
              FROM generate_series(300001, 400000) i
            """,
            "DELETE FROM queue WHERE id <= 300000",
            "VACUUM ANALYZE queue"));
  }

  private static List<Shape> deleted() {
    return List.of(
        shape(
            "thinned",
            Life.DELETED,
            """
            CREATE TABLE thinned AS SELECT i::bigint AS id, md5(i::text) AS digest, i % 200 AS kind,
              CASE WHEN i % 4 > 0 THEN i END AS maybe FROM generate_series(1, 400000) i;
            CREATE UNIQUE INDEX thinned_id ON thinned (id); CREATE INDEX thinned_digest ON thinned (digest);
            CREATE INDEX thinned_kind ON thinned (kind); CREATE INDEX thinned_maybe ON thinned (maybe);
            CREATE UNIQUE INDEX thinned_unique ON thinned (maybe)
            """,
            "DELETE FROM thinned WHERE hashint8(id) % 100 BETWEEN -69 AND 69",
            "VACUUM ANALYZE thinned"),
        shape(
            "cleared",
            Life.DELETED,
            """
            CREATE TABLE cleared AS SELECT i::bigint AS id, i / 100 AS batch FROM generate_series(1, 400000) i;
            CREATE INDEX cleared_id ON cleared (id); CREATE INDEX cleared_batch ON cleared (batch)
            """,
            "DELETE FROM cleared WHERE id % 1000 < 900",
            "VACUUM ANALYZE cleared"),
        shape(
            "moved",
            Life.DELETED,
            """
            CREATE TABLE moved AS SELECT i::bigint AS id, (random() * 1e6)::int AS score, i % 10 AS state
              FROM generate_series(1, 150000) i;
            CREATE INDEX moved_id ON moved (id); CREATE INDEX moved_score ON moved (score);
            CREATE INDEX moved_state ON moved (state)
            """,
            "UPDATE moved SET score = (random() * 1e6)::int, state = (state + 1) % 10",
            "VACUUM moved",
            "UPDATE moved SET score = (random() * 1e6)::int, state = (state + 1) % 10",
            "VACUUM moved",
            "UPDATE moved SET score = (random() * 1e6)::int, state = (state + 1) % 10",
            "VACUUM ANALYZE moved"),
        shape(
            "unvacuumed",
            Life.DELETED,
            """
            CREATE TABLE unvacuumed AS SELECT i::bigint AS id, i % 300 AS kind FROM generate_series(1, 300000) i;
            CREATE INDEX unvacuumed_id ON unvacuumed (id); CREATE INDEX unvacuumed_kind ON unvacuumed (kind)
            """,
            "DELETE FROM unvacuumed WHERE id % 10 < 6",
            "ANALYZE unvacuumed"));
  }

  private static List<Shape> large() {
    return List.of(
        new Shape(
            "big",
            true,
            Life.FRESH,
            List.of(
                """
                CREATE UNLOGGED TABLE big AS SELECT i AS id, (random() * 5)::int AS status,
                  floor(random() * 200000)::int AS customer, i / 4 AS orders,
                  floor(exp(random() * ln(300000)))::int AS zipf,
                  'u' || floor(random() * 1e9)::bigint AS email
                  FROM generate_series(1, 2100000) i
                """,
                """
                CREATE UNIQUE INDEX big_id ON big (id); CREATE INDEX big_status ON big (status);
                CREATE INDEX big_customer ON big (customer); CREATE INDEX big_orders ON big (orders);
                CREATE INDEX big_zipf ON big (zipf); CREATE INDEX big_email ON big (email);
                CREATE INDEX big_status_id ON big (status, id)
                """,
                "ANALYZE big")));
  }

  private static List<Shape> hard() {
    return List.of(
        shape(
            "dependent",
            Life.FRESH,
            """
            CREATE TABLE dependent AS SELECT floor(i / 10)::int AS a, floor(i / 10)::int * 7 AS b,
              i % 1000 AS c, i % 1000 + 5 AS d FROM generate_series(1, 300000) i
            """,
            """
            CREATE STATISTICS dependent_cd (ndistinct) ON c, d FROM dependent;
            CREATE INDEX dependent_ab ON dependent (a, b); CREATE INDEX dependent_cd_idx ON dependent (c, d)
            """,
            "ANALYZE dependent"),
        shape(
            "documents",
            Life.FRESH,
            """
            CREATE TABLE documents AS SELECT repeat(md5(i::text), 20) AS body,
              i % 100 AS kind, i % 1000 = 0 AS odd FROM generate_series(1, 20000) i
            """,
            """
            CREATE INDEX documents_body ON documents (body);
            CREATE INDEX documents_odd ON documents (kind) WHERE kind < 50
            """,
            "ANALYZE documents"),
        shape(
            "unknown",
            Life.FRESH,
            "CREATE TABLE unknown AS SELECT i, i % 9 AS k FROM generate_series(1, 100000) i",
            "CREATE INDEX unknown_i ON unknown (i)"),
        shape(
            "stale",
            Life.DELETED,
            "CREATE TABLE stale AS SELECT i, i % 9 AS k FROM generate_series(1, 200000) i",
            "CREATE INDEX stale_i ON stale (i); CREATE INDEX stale_k ON stale (k)",
            "ANALYZE stale",
            "DELETE FROM stale WHERE i % 3 > 0"));
  }

  private static Shape shape(String name, Life life, String... before) {
    return new Shape(name, false, life, List.of(before));
  }
}
