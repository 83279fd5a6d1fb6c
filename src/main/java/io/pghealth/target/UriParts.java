package io.pghealth.target;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a connection URI apart into parameters; java.net.URI refuses what libpq accepts. */
final class UriParts {
  private static final String ENCODE =
      "; in the user name and password write @ as %40, : as %3A, / as %2F, ? as %3F, % as %25";

  private UriParts() {}

  /** By libpq's parameter names; a parameter given twice has its last value. */
  static Map<String, String> split(String uri) {
    String rest = afterScheme(uri);
    int path = indexOf(rest, "/?");
    String authority = rest.substring(0, path);
    Map<String, String> found = new LinkedHashMap<>();
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      credentials(authority.substring(0, at), found);
    }
    hostAndPort(authority.substring(at + 1), rest.indexOf('@', path) >= 0, found);
    int query = rest.indexOf('?', path);
    String database = rest.substring(path, query < 0 ? rest.length() : query);
    if (database.indexOf('@') >= 0) {
      throw new IllegalArgumentException("the URL cannot be read" + ENCODE);
    }
    if (database.length() > 1) {
      found.put("dbname", decode(database.substring(1), "database"));
    }
    if (query >= 0) {
      parameters(rest.substring(query + 1), found);
    }
    return found;
  }

  private static String afterScheme(String uri) {
    for (String scheme : new String[] {"postgresql://", "postgres://"}) {
      if (uri.startsWith(scheme)) {
        return uri.substring(scheme.length());
      }
    }
    throw new IllegalArgumentException(
        "the URL does not begin with postgresql://; write"
            + " postgresql://user@host:5432/database?sslmode=verify-full");
  }

  private static void credentials(String text, Map<String, String> found) {
    int colon = text.indexOf(':');
    String user = colon < 0 ? text : text.substring(0, colon);
    if (!user.isEmpty()) {
      found.put("user", decode(user, "user name"));
    }
    if (colon >= 0) {
      found.put("password", decode(text.substring(colon + 1), "password"));
    }
  }

  /**
   * @param atFollows an @ stands further back: what looks like a host may be half a password, and
   *     is not shown
   */
  private static void hostAndPort(String text, boolean atFollows, Map<String, String> found) {
    if (text.indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "the URL lists several hosts; give one, and the others with --replica");
    }
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    if (text.startsWith("[") && close < 0) {
      throw new IllegalArgumentException("the URL's IPv6 address lacks its closing ]");
    }
    int colon = text.indexOf(':', close + 1);
    String host =
        close > 0 ? text.substring(1, close) : text.substring(0, colon < 0 ? text.length() : colon);
    String port = colon < 0 ? "" : text.substring(colon + 1);
    if (!port.matches("[0-9]{0,9}")) {
      throw new IllegalArgumentException(
          atFollows
              ? "the URL cannot be read" + ENCODE
              : "port " + Values.shown(port) + " is not a number between 1 and 65535");
    }
    if (close > 0 && colon < 0 && text.length() > close + 1) {
      throw new IllegalArgumentException("only :port may follow the ] of the URL's IPv6 address");
    }
    if (!host.isEmpty()) {
      found.put("host", decode(host, "host"));
    }
    if (!port.isEmpty()) {
      found.put("port", port);
    }
  }

  private static void parameters(String query, Map<String, String> found) {
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "a parameter of the URL is not of the form name=value, joined by &" + ENCODE);
      }
      String name = pair.substring(0, equals);
      if (!name.matches("[a-z_]{1,40}")) {
        throw new IllegalArgumentException("a parameter of the URL has no valid name" + ENCODE);
      }
      found.put(name, decode(pair.substring(equals + 1), "parameter " + name));
    }
  }

  /** Percent-decoding; unlike that of forms it leaves + alone. */
  private static String decode(String text, String what) {
    var bytes = new ByteArrayOutputStream();
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        bytes.write(in[i]);
        continue;
      }
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (high < 0 || low < 0 || high + low == 0) {
        throw new IllegalArgumentException(
            "the "
                + what
                + " in the URL holds a % that two hexadecimal digits other than 00 do not follow;"
                + " write % as %25");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int indexOf(String text, String any) {
    for (int i = 0; i < text.length(); i++) {
      if (any.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
