package io.pghealth.postgres;

import java.io.IOException;

/** A certificate or key that we were given cannot be used; the message holds nothing of it. */
final class PemException extends IOException {
  private static final long serialVersionUID = 1L;

  PemException(String message) {
    super(message);
  }
}
