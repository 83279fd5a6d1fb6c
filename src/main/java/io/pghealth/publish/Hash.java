package io.pghealth.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in names of objects. */
final class Hash {
  private Hash() {}

  /** The first hex digits of the hash of the NUL-joined parts. */
  static String hex(int digits, String... parts) {
    return hex(String.join("\0", parts).getBytes(StandardCharsets.UTF_8)).substring(0, digits);
  }

  /** All hex digits. */
  static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
