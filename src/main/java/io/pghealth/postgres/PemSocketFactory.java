package io.pghealth.postgres;

import io.pghealth.target.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS from PEM text, without a file: pgjdbc's own factories take one certificate from text, or
 * bundles and keys from files whose permissions a mounted Secret does not have. Public because
 * pgjdbc makes it by name.
 */
public final class PemSocketFactory extends SSLSocketFactory {
  private static final String CA = "pghealth.ca";
  private static final String CERTIFICATE = "pghealth.certificate";
  private static final String KEY = "pghealth.key";
  private static final String MODE = "pghealth.mode";

  private final SSLSocketFactory delegate;
  private final boolean checkHost;

  /**
   * Called by pgjdbc.
   *
   * @param properties of the connection
   */
  public PemSocketFactory(Properties properties) throws GeneralSecurityException, IOException {
    Tls.Mode mode = Tls.Mode.valueOf(properties.getProperty(MODE));
    SSLContext context = SSLContext.getInstance("TLS");
    String ca = properties.getProperty(CA);
    context.init(
        keys(properties.getProperty(CERTIFICATE), properties.getProperty(KEY)),
        new TrustManager[] {new CheckedTrust(ca == null && !verifies(mode) ? null : trust(ca))},
        null);
    this.delegate = context.getSocketFactory();
    this.checkHost = mode == Tls.Mode.VERIFY_FULL;
  }

  /** Hands over what the constructor reads. */
  static void configure(Properties properties, Tls tls) {
    properties.setProperty(MODE, tls.mode().name());
    put(properties, CA, tls.caPem());
    put(properties, CERTIFICATE, tls.certificatePem());
    put(properties, KEY, tls.privateKeyPem());
  }

  private static void put(Properties properties, String name, String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }

  private static boolean verifies(Tls.Mode mode) {
    return mode == Tls.Mode.VERIFY_CA || mode == Tls.Mode.VERIFY_FULL;
  }

  private static X509ExtendedTrustManager trust(String ca)
      throws GeneralSecurityException, IOException {
    KeyStore store = null;
    if (ca != null) {
      store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      List<X509Certificate> certificates = Pem.certificates(ca, "the CA");
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("ca" + i, certificates.get(i));
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static KeyManager[] keys(String certificate, String key)
      throws GeneralSecurityException, IOException {
    if (certificate == null && key == null) {
      return new KeyManager[0];
    }
    if (certificate == null || key == null) {
      throw new PemException("a client certificate needs both the certificate and its key");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    X509Certificate[] chain =
        Pem.certificates(certificate, "the client certificate").toArray(X509Certificate[]::new);
    char[] none = new char[0];
    store.setKeyEntry("client", Pem.privateKey(key), none, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, none);
    return factory.getKeyManagers();
  }

  private Socket checked(Socket socket) {
    if (checkHost && socket instanceof SSLSocket tls) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
    }
    return socket;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return checked(delegate.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return checked(delegate.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return checked(delegate.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return checked(delegate.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return checked(delegate.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return delegate.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return delegate.getSupportedCipherSuites();
  }
}
