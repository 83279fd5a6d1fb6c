package io.pghealth.target;

import java.time.Duration;
import java.util.List;

/**
 * What a connection URI says, with libpq's defaults filled in.
 *
 * @param endpoint host and port
 * @param database database name
 * @param credentials role and password; the password is null where none was found
 * @param tls how the connection is protected, certificates already read
 * @param connectTimeout bound of the TCP connection, at least 1 s
 * @param warnings sentences for stderr, such as a password file that others may read
 */
public record ParsedUri(
    Endpoint endpoint,
    String database,
    Credentials credentials,
    Tls tls,
    Duration connectTimeout,
    List<String> warnings) {

  /** Copies the list. */
  public ParsedUri {
    warnings = List.copyOf(warnings);
  }
}
