package io.pghealth.target;

/**
 * One address of one postmaster.
 *
 * @param host DNS name or IP address, never null or blank
 * @param port TCP port, 1 to 65535
 */
public record Endpoint(String host, int port) {

  /** Refuses what no server can listen on, naming the field and what would be right. */
  public Endpoint {
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("host is empty; give a DNS name or an IP address");
    }
    if (!host.matches("[\\p{L}\\p{N}._-]{1,253}|[0-9A-Fa-f:.]+(%[\\p{L}\\p{N}._-]+)?")) {
      throw new IllegalArgumentException(
          "host " + Values.shown(host) + " is not a DNS name or an IP address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
  }

  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
