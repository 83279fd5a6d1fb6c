package io.pghealth.target.kubernetes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pghealth.api.TlsSpec;
import io.pghealth.target.Tls;
import io.pghealth.target.kubernetes.UnresolvedTargetException.Reason;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;

/** Reads how connections are protected, with the certificates. */
record TlsReader(SecretReader secrets) {

  Tls read(TlsSpec spec) throws UnresolvedTargetException {
    if (spec == null) {
      return new Tls(Tls.Mode.VERIFY_FULL, null, null, null);
    }
    Tls.Mode mode = mode(spec.mode());
    if (spec.caSecretRef() != null && spec.caConfigMapRef() != null) {
      throw TargetResolver.invalid("spec.tls", "set only one of caSecretRef and caConfigMapRef");
    }
    String authorities = null;
    if (spec.caSecretRef() != null) {
      String field = "spec.tls.caSecretRef";
      authorities = secrets.secretValue(field, spec.caSecretRef().name(), "ca.crt");
      certificates(field, "ca.crt", authorities);
    } else if (spec.caConfigMapRef() != null) {
      String field = "spec.tls.caConfigMapRef";
      authorities = secrets.configMapValue(field, spec.caConfigMapRef().name(), "ca.crt");
      certificates(field, "ca.crt", authorities);
    }
    String certificate = null;
    String key = null;
    if (spec.clientCertSecretRef() != null) {
      String field = "spec.tls.clientCertSecretRef";
      String name = spec.clientCertSecretRef().name();
      certificate = secrets.secretValue(field, name, "tls.crt");
      certificates(field, "tls.crt", certificate);
      key = secrets.secretValue(field, name, "tls.key");
      if (!key.contains("-----BEGIN PRIVATE KEY-----")) {
        throw new UnresolvedTargetException(
            Reason.CERTIFICATE_INVALID,
            field,
            "key \"tls.key\" holds no PKCS#8 private key in PEM; convert it with"
                + " `openssl pkcs8 -topk8 -nocrypt`");
      }
    }
    return new Tls(mode, authorities, certificate, key);
  }

  private static Tls.Mode mode(String text) throws UnresolvedTargetException {
    if (text == null) {
      return Tls.Mode.VERIFY_FULL;
    }
    return Arrays.stream(Tls.Mode.values())
        .filter(mode -> mode != Tls.Mode.ALLOW && mode != Tls.Mode.PREFER)
        .filter(mode -> mode.libpq().equals(text))
        .findFirst()
        .orElseThrow(() ->
            TargetResolver.invalid(
                "spec.tls.mode",
                "\"" + text + "\" is none of verify-full, verify-ca, require, disable"));
  }

  private static void certificates(String field, String key, String pem)
      throws UnresolvedTargetException {
    try {
      if (!CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
          .isEmpty()) {
        return;
      }
    } catch (CertificateException e) {
      // Said below: the parser's own words may quote the input.
    }
    throw new UnresolvedTargetException(
        Reason.CERTIFICATE_INVALID, field, "key \"" + key + "\" holds no certificate in PEM");
  }
}
