package io.pghealth.finding;

/**
 * What has become of the things that findings are about. A dropped object closes only a finding
 * that this cycle did not see again; an uncalled statement closes any.
 */
@FunctionalInterface
public interface Subjects {

  /** What is known of a subject. */
  enum Presence {
    /** It is there. */
    PRESENT(null),
    /** The object was dropped: the catalogs were read and do not list it. */
    DROPPED("object dropped"),
    /** The database was dropped: the list of databases was read and lacks it. */
    DATABASE_DROPPED("database dropped"),
    /** The database is there, but the filter of the monitor leaves it out. */
    DATABASE_UNWATCHED("database no longer watched"),
    /** The statement was not called for 24 hours. */
    UNCALLED("statement not called for 24 h"),
    /** Nobody could look. */
    UNKNOWN(null);

    private final String closing;

    Presence(String closing) {
      this.closing = closing;
    }

    /** Why this closes a finding; null where it does not. */
    String closing() {
      return closing;
    }
  }

  /** The state of what the finding is about; never null. */
  Presence of(Finding finding);

  /** Nothing is known of anything. */
  static Subjects unknown() {
    return finding -> Presence.UNKNOWN;
  }
}
