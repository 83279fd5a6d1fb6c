package io.pghealth.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A server's certificate under a certificate authority made for it alone, as PEM files.
 *
 * @param caFile what a client has to trust
 * @param chainFile the server's certificate
 * @param keyFile its key, readable by the owner only
 */
public record TestCertificate(Path caFile, Path chainFile, Path keyFile) {

  /**
   * One for a DNS name, in files under `folder` (a `@TempDir`); it names 127.0.0.1 too where that
   * is `localhost`.
   */
  public static TestCertificate forHost(String host, Path folder) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair ca = generator.generateKeyPair();
      KeyPair server = generator.generateKeyPair();
      var authority = new X500Principal("CN=test authority " + Instant.now().toEpochMilli());
      var caCertificate =
          sign(
              builder(authority, authority, ca)
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)),
              ca);
      var names =
          host.equals("localhost")
              ? new GeneralName[] {
                new GeneralName(GeneralName.dNSName, host),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }
              : new GeneralName[] {new GeneralName(GeneralName.dNSName, host)};
      var certificate =
          sign(
              builder(authority, new X500Principal("CN=" + host), server)
                  .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names)),
              ca);
      var key = write(folder.resolve(host + ".key"), server.getPrivate());
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      return new TestCertificate(
          write(folder.resolve(host + ".ca.pem"), caCertificate),
          write(folder.resolve(host + ".pem"), certificate),
          key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair keys) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(now.toEpochMilli()),
        Date.from(now.minus(Duration.ofHours(1))),
        Date.from(now.plus(Duration.ofDays(1))),
        subject,
        keys.getPublic());
  }

  private static X509CertificateHolder sign(
      org.bouncycastle.cert.X509v3CertificateBuilder certificate, KeyPair ca)
      throws OperatorCreationException {
    return certificate.build(new JcaContentSignerBuilder("SHA256withRSA").build(ca.getPrivate()));
  }

  private static Path write(Path file, Object what) throws IOException {
    var text = new StringWriter();
    try (var pem = new JcaPEMWriter(text)) {
      pem.writeObject(what);
    }
    return Files.writeString(file, text.toString());
  }
}
