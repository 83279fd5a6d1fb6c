package io.pghealth.target;

/**
 * What one session logs in with.
 *
 * @param user role name, never null
 * @param password password, null where none is needed
 */
public record Credentials(String user, String password) {

  /** Leaves the password out: this ends up in logs sooner or later. */
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
