package io.pghealth.postgres;

import io.pghealth.postgres.SessionException.Reason;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Checks a server's certificate and says which of the two went wrong: the chain, or the host. */
final class CheckedTrust extends X509ExtendedTrustManager {

  /** Why the certificate is not trusted. */
  static final class Distrust extends CertificateException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;
    private final String detail;

    Distrust(Reason reason, String detail) {
      super(reason.text());
      this.reason = reason;
      this.detail = detail;
    }

    Reason reason() {
      return reason;
    }

    String detail() {
      return detail;
    }
  }

  private final X509ExtendedTrustManager delegate;

  /**
   * @param delegate checks the chain, and the host where the socket's parameters say so; null to
   *     accept any certificate, as {@code sslmode=require} does
   */
  CheckedTrust(X509ExtendedTrustManager delegate) {
    this.delegate = delegate;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (delegate == null) {
      return;
    }
    try {
      delegate.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      throw new Distrust(Reason.TLS_UNTRUSTED, validity(e));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
    if (delegate == null) {
      return;
    }
    try {
      delegate.checkServerTrusted(chain, authType, socket);
    } catch (CertificateException e) {
      boolean path = e.getCause() instanceof CertPathValidatorException;
      throw new Distrust(path ? Reason.TLS_UNTRUSTED : Reason.TLS_WRONG_HOST, null);
    }
  }

  private static String validity(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CertificateExpiredException) {
        return "a certificate of its chain has expired";
      }
      if (t instanceof CertificateNotYetValidException) {
        return "a certificate of its chain is not valid yet";
      }
    }
    return null;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return delegate == null ? new X509Certificate[0] : delegate.getAcceptedIssuers();
  }
}
