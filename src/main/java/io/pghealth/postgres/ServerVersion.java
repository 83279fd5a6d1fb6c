package io.pghealth.postgres;

/**
 * A server's version.
 *
 * @param number {@code server_version_num}, such as 180006
 */
public record ServerVersion(int number) implements Comparable<ServerVersion> {

  /** Oldest major that pghealth reads. */
  public static final int OLDEST_MAJOR = 14;

  /** Newest major that pghealth was tested against. */
  public static final int NEWEST_MAJOR = 18;

  /** Such as 18. */
  public int major() {
    return number / 10_000;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return Integer.compare(number, other.number);
  }

  /** As the server says it, such as {@code 18.6}. */
  @Override
  public String toString() {
    return major() + "." + number % 10_000;
  }
}
