package io.pghealth.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys out of PEM text (RFC 7468). */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  /** SEQUENCE { OBJECT IDENTIFIER rsaEncryption, NULL } (RFC 8017 A.1). */
  private static final byte[] RSA = {
    0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
  };

  /** OBJECT IDENTIFIER id-ecPublicKey (RFC 5480 2.1.1). */
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private static final byte[] VERSION_ZERO = {2, 1, 0};

  private Pem() {}

  /** All certificates of a bundle; other blocks in it are left out. */
  static List<X509Certificate> certificates(String pem, String what) throws PemException {
    List<X509Certificate> found = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(pem);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (matcher.find()) {
        if (matcher.group(1).endsWith("CERTIFICATE")) {
          found.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(decode(matcher.group(2)))));
        }
      }
    } catch (CertificateException e) {
      throw new PemException(what + " holds a certificate that cannot be read");
    }
    if (found.isEmpty()) {
      throw new PemException(what + " holds no PEM certificate");
    }
    return found;
  }

  /** The first key: PKCS#8, or the older forms that cert-manager and CloudNativePG write. */
  static PrivateKey privateKey(String pem) throws PemException {
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      byte[] der = decode(matcher.group(2));
      switch (matcher.group(1)) {
        case "PRIVATE KEY":
          return pkcs8(der);
        case "RSA PRIVATE KEY":
          return pkcs8(wrap(RSA, der));
        case "EC PRIVATE KEY":
          return pkcs8(wrap(tagged(0x30, EC, curve(der)), der));
        default:
          // EC PARAMETERS, or a certificate in the same file.
      }
    }
    throw new PemException("the client key is no unencrypted PEM private key");
  }

  private static PrivateKey pkcs8(byte[] der) throws PemException {
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException tryNext) {
        // The algorithm stands inside; only one of the factories takes it.
      }
    }
    throw new PemException("the client key is neither RSA, EC nor EdDSA");
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return tagged(0x30, VERSION_ZERO, algorithm, tagged(4, key));
  }

  /** What stands in [0] of an ECPrivateKey (RFC 5915 3): the curve's identifier. */
  private static byte[] curve(byte[] der) throws PemException {
    int[] at = {0};
    header(der, at);
    for (int tag = der[at[0]] & 0xff; ; tag = der[at[0]] & 0xff) {
      int length = header(der, at);
      if (tag == 0xa0) {
        return java.util.Arrays.copyOfRange(der, at[0], at[0] + length);
      }
      at[0] += length;
      if (at[0] >= der.length) {
        throw new PemException("the client key names no curve");
      }
    }
  }

  /** Steps over tag and length, gives the length. */
  private static int header(byte[] der, int[] at) throws PemException {
    try {
      int length = der[at[0] + 1] & 0xff;
      at[0] += 2;
      if (length >= 0x80) {
        int bytes = length & 0x7f;
        length = 0;
        for (int i = 0; i < bytes; i++) {
          length = length << 8 | der[at[0]++] & 0xff;
        }
      }
      return length;
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new PemException("the client key is cut off");
    }
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static byte[] decode(String base64) throws PemException {
    try {
      return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new PemException("a PEM block is no Base64");
    }
  }
}
