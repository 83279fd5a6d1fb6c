package io.pghealth.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the certificate files that a connection URI names, or that stand where libpq looks. */
final class TlsFiles {
  private TlsFiles() {}

  static Tls read(Values values, Map<String, String> env) {
    Tls.Mode mode = mode(values);
    if (mode == Tls.Mode.DISABLE) {
      return new Tls(mode, null, null, null);
    }
    return new Tls(
        mode,
        rootCertificates(values, env, mode),
        file("sslcert", values.get("sslcert", "PGSSLCERT", null), home(env, "postgresql.crt")),
        file("sslkey", values.get("sslkey", "PGSSLKEY", null), home(env, "postgresql.key")));
  }

  private static Tls.Mode mode(Values values) {
    String fallback =
        switch (values.given().getOrDefault("ssl", "")) {
          case "" -> values.get("sslmode", "PGSSLMODE", "prefer");
          case "true" -> "require";
          default -> throw new IllegalArgumentException("ssl may only be true; use sslmode");
        };
    String text = values.given().getOrDefault("sslmode", fallback);
    return Arrays.stream(Tls.Mode.values())
        .filter(mode -> mode.libpq().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "sslmode "
                    + Values.shown(text)
                    + " is none of "
                    + Arrays.stream(Tls.Mode.values())
                        .map(Tls.Mode::libpq)
                        .collect(Collectors.joining(", "))));
  }

  private static String rootCertificates(Values values, Map<String, String> env, Tls.Mode mode) {
    String named = values.get("sslrootcert", "PGSSLROOTCERT", null);
    if (!"system".equals(named)) {
      return file("sslrootcert", named, home(env, "root.crt"));
    }
    if (mode != Tls.Mode.VERIFY_FULL) {
      // Anybody can have a certificate of a public authority; only the host name tells them apart.
      throw new IllegalArgumentException(
          "sslrootcert=system needs sslmode=verify-full, not " + mode.libpq());
    }
    return null;
  }

  private static Path home(Map<String, String> env, String name) {
    String home = env.get("HOME");
    return home == null ? null : Path.of(home, ".postgresql", name);
  }

  private static String file(String parameter, String named, Path otherwise) {
    if (named == null && (otherwise == null || !Files.exists(otherwise))) {
      return null;
    }
    Path path = named == null ? otherwise : Path.of(named);
    try {
      return Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          parameter + ": the file " + Values.shown(path.toString()) + " cannot be read");
    }
  }
}
