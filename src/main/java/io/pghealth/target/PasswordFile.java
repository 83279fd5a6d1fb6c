package io.pghealth.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A password file as libpq reads it (PostgreSQL documentation, "The Password File"): the first line
 * {@code host:port:database:user:password} that fits.
 *
 * @param path the file; null for none
 * @param named whether somebody asked for this very file
 */
record PasswordFile(Path path, boolean named) {
  private static final Set<PosixFilePermission> OWNERS_ONLY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  /** The password; null where the file has none. What is wrong with the file becomes a warning. */
  String find(Endpoint endpoint, String database, String user, List<String> warnings) {
    if (path == null || !Files.exists(path)) {
      if (named) {
        warnings.add("password file " + path + " does not exist");
      }
      return null;
    }
    if (!Files.isRegularFile(path)) {
      warnings.add("password file " + path + " is not a plain file and was not read");
      return null;
    }
    try {
      if (othersMayRead()) {
        warnings.add(
            "password file "
                + path
                + " was not read: others have access to it; chmod 0600 makes it usable");
        return null;
      }
      for (String line : Files.readString(path, StandardCharsets.UTF_8).lines().toList()) {
        String password = match(line, endpoint, database, user);
        if (password != null) {
          return password;
        }
      }
    } catch (IOException e) {
      warnings.add("password file " + path + " cannot be read");
    }
    return null;
  }

  private boolean othersMayRead() throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    return !OWNERS_ONLY.containsAll(Files.getPosixFilePermissions(path));
  }

  private static String match(String line, Endpoint endpoint, String database, String user) {
    if (line.startsWith("#")) {
      return null;
    }
    List<String> fields = fields(line);
    if (fields.size() < 5) {
      return null;
    }
    String[] wanted = {endpoint.host(), String.valueOf(endpoint.port()), database, user};
    for (int i = 0; i < wanted.length; i++) {
      if (!fields.get(i).equals("*") && !unescape(fields.get(i)).equals(wanted[i])) {
        return null;
      }
    }
    return unescape(fields.get(4));
  }

  /** Parts between colons that no backslash escapes; the password is the rest up to a colon. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == ':') {
        fields.add(line.substring(from, i));
        from = i + 1;
      }
    }
    fields.add(line.substring(from));
    return fields;
  }

  private static String unescape(String field) {
    return field.replaceAll("\\\\(.)", "$1");
  }
}
