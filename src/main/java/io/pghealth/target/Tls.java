package io.pghealth.target;

/**
 * How the connection is protected.
 *
 * @param mode never null
 * @param caPem certificates that the server's must chain to, PEM; null for the JVM's trust store
 * @param certificatePem client certificate, PEM; null for none
 * @param privateKeyPem key of the client certificate, PKCS#8 PEM; null for none
 */
public record Tls(Mode mode, String caPem, String certificatePem, String privateKeyPem) {

  /** libpq's sslmode; {@code ALLOW} and {@code PREFER} are for the command line only. */
  public enum Mode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** The value as libpq writes it, such as {@code verify-full}. */
    public String libpq() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "Tls[mode=" + mode.libpq() + "]";
  }
}
