package io.pghealth.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One of our statements, kept in a {@code .sql} file with a variant per server version where
 * catalogs differ: {@code index-usage.sql} and, for 16 and later, {@code index-usage.16.sql}.
 *
 * <p>An extension may live in any schema, and {@code search_path} is {@code pg_catalog}: such a
 * file writes {@code @extension@.} before the extension's functions, which becomes the quoted name.
 * A statement about the tables that a check wants writes {@code @scope@} after WITH, and gets the
 * list of them from {@code in-scope.sql}, whose {@code ?} is NULL for every table.
 *
 * @param name file name without directory, version and ending
 * @param extensionSchema what {@code @extension@} stands for, as pg_namespace says it; null for
 *     none
 */
public record Sql(String name, String extensionSchema) {

  /** Ends every text, so that our own entries in pg_stat_statements can be told from others. */
  public static final String MARK = "/* pghealth */";

  private static final String EXTENSION = "@extension@";
  private static final String SCOPE = "@scope@";

  /** A statement that names no extension's function. */
  public Sql(String name) {
    this(name, null);
  }

  /** The newest variant that is not newer than the server. */
  public String text(ServerVersion version) {
    String text = file(version).stripTrailing() + "\n" + MARK;
    if (text.contains(SCOPE)) {
      text = text.replace(SCOPE, read("in-scope.sql").stripTrailing());
    }
    return extensionSchema == null
        ? text
        : text.replace(EXTENSION, Identifiers.quote(extensionSchema));
  }

  private String file(ServerVersion version) {
    for (int major = version.major(); major > ServerVersion.OLDEST_MAJOR; major--) {
      String variant = read(name + "." + major + ".sql");
      if (variant != null) {
        return variant;
      }
    }
    String base = read(name + ".sql");
    if (base == null) {
      throw new IllegalStateException("no SQL file " + name + ".sql");
    }
    return base;
  }

  private static String read(String file) {
    try (InputStream in = Sql.class.getResourceAsStream("/io/pghealth/sql/" + file)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
