package io.pghealth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server of its own to which HypoPG's files are lent, as Debian's postgresql-15-hypopg has them:
 * the embedded binaries come without. The extension is not created: that is a database's own
 * matter. Close it.
 */
public final class HypoPg implements AutoCloseable {
  /** The major that the distribution's package is for. */
  public static final int MAJOR = 15;

  /** What must be installed. */
  public static final Path LIBRARY = Path.of("/usr/lib/postgresql/15/lib/hypopg.so");

  private static final Path EXTENSION = Path.of("/usr/share/postgresql/15/extension");

  private final List<Path> lent = new ArrayList<>();
  private final PgServer server = PgServer.start(MAJOR);

  private HypoPg() {}

  /** Whether the package is there. */
  public static boolean installed() {
    return Files.exists(LIBRARY);
  }

  /** Starts the server. */
  public static HypoPg start() {
    HypoPg hypoPg = new HypoPg();
    try {
      hypoPg.lendAll();
      return hypoPg;
    } catch (IOException e) {
      hypoPg.close();
      throw new UncheckedIOException(e);
    }
  }

  public PgServer server() {
    return server;
  }

  private void lendAll() throws IOException {
    lend(LIBRARY, Path.of(directory("PKGLIBDIR")));
    Path extensions = Path.of(directory("SHAREDIR"), "extension");
    try (Stream<Path> files = Files.list(EXTENSION)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("hypopg")).toList()) {
        lend(file, extensions);
      }
    }
  }

  private String directory(String name) {
    return server.postgres().value("SELECT setting FROM pg_config WHERE name = '" + name + "'");
  }

  private void lend(Path file, Path directory) throws IOException {
    Path copy = directory.resolve(file.getFileName());
    if (!Files.exists(copy)) {
      Files.copy(file, copy);
      lent.add(copy);
    }
  }

  @Override
  public void close() {
    server.close();
    for (Path file : lent) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
