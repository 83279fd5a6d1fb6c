package io.pghealth.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One of our statements, kept in a {@code .sql} file with a variant per server version where
 * catalogs differ: {@code index-usage.sql} and, for 16 and later, {@code index-usage.16.sql}.
 *
 * @param name file name without directory, version and ending
 */
public record Sql(String name) {

  /** The newest variant that is not newer than the server. */
  public String text(ServerVersion version) {
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
