package io.pghealth.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What keeps a finding the same from cycle to cycle. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(
      String check, String database, ObjectRef object, String queryId, String discriminator) {
    String identity =
        Stream.of(
                check,
                database,
                object == null ? null : object.kind().text(),
                object == null ? null : object.schema(),
                object == null ? null : object.name(),
                object == null ? null : object.table(),
                queryId,
                discriminator)
            .map(part -> part == null ? "" : part)
            .collect(Collectors.joining("\0"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return check + "/" + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
