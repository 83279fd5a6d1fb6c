package io.pghealth.testing;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;

/**
 * The binaries of one major, which Maven copied to target/pg. A record because the runner keeps
 * what it unpacked by equality.
 */
record PgBinaries(int major) implements PgBinaryResolver {

  @Override
  public InputStream getPgBinary(String system, String machine) throws IOException {
    Path jar =
        Path.of(
            System.getProperty("pghealth.pg.binaries", "target/pg"), "" + major, "postgres.jar");
    if (!Files.exists(jar)) {
      throw new FileNotFoundException(jar + " is missing: run `mvn generate-resources`");
    }
    var entries = new ZipInputStream(Files.newInputStream(jar));
    for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      if (entry.getName().endsWith(".txz")) {
        return entries;
      }
    }
    entries.close();
    throw new FileNotFoundException(jar + " holds no .txz");
  }
}
