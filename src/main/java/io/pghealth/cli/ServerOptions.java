package io.pghealth.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** Which server a command is about. */
final class ServerOptions {
  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = {
        "postgresql://user@host:5432/database, with parameters as libpq's: sslmode,",
        "sslrootcert, connect_timeout, …; PGPASSWORD and PGPASSFILE are honoured."
      })
  private String url;

  @Option(
      names = "--all-databases",
      description = "Every database of the server instead of the one in the URL.")
  private boolean allDatabases;

  /** Makes sense of the flags; connects to nothing. */
  Connection connection(Map<String, String> env) throws UsageException {
    throw new UsageException("not there yet " + url.length() + allDatabases);
  }
}
