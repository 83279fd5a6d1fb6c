package io.pghealth.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibpqUriTest {
  private static final Map<String, String> NOTHING = Map.of("USER", "ann");

  @Test
  void everyPartIsRead() {
    var parsed =
        LibpqUri.parse(
            "postgresql://o%27neil:p%40ss%2Fw%3Ard@db.example:6432/my%20db"
                + "?sslmode=require&connect_timeout=7&application_name=me",
            NOTHING);
    assertThat(parsed.endpoint()).isEqualTo(new Endpoint("db.example", 6432));
    assertThat(parsed.database()).isEqualTo("my db");
    assertThat(parsed.credentials()).isEqualTo(new Credentials("o'neil", "p@ss/w:rd"));
    assertThat(parsed.tls()).isEqualTo(new Tls(Tls.Mode.REQUIRE, null, null, null));
    assertThat(parsed.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(parsed.warnings()).isEmpty();
    assertThat(parsed.toString()).doesNotContain("p@ss");
  }

  @Test
  void whatIsLeftOutIsWhatLibpqTakes() {
    var parsed = LibpqUri.parse("postgres://", NOTHING);
    assertThat(parsed.endpoint()).isEqualTo(new Endpoint("localhost", 5432));
    assertThat(parsed.database()).isEqualTo("ann");
    assertThat(parsed.credentials()).isEqualTo(new Credentials("ann", null));
    assertThat(parsed.tls().mode()).isEqualTo(Tls.Mode.PREFER);
    var fromEnv =
        LibpqUri.parse(
            "postgresql:///",
            Map.of(
                "PGHOST",
                "h",
                "PGPORT",
                "1",
                "PGUSER",
                "u",
                "PGDATABASE",
                "d",
                "PGPASSWORD",
                "p",
                "PGSSLMODE",
                "disable",
                "PGCONNECT_TIMEOUT",
                "3"));
    assertThat(fromEnv.endpoint()).isEqualTo(new Endpoint("h", 1));
    assertThat(fromEnv.database()).isEqualTo("d");
    assertThat(fromEnv.credentials()).isEqualTo(new Credentials("u", "p"));
    assertThat(fromEnv.tls().mode()).isEqualTo(Tls.Mode.DISABLE);
    assertThat(fromEnv.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://[::1]:7777/db, ::1, 7777",
    "postgresql://[fe80::1]/db, fe80::1, 5432",
    "postgresql://a:b@c@10.0.0.1/db, 10.0.0.1, 5432",
    "postgresql://h:/db, h, 5432",
    "postgresql:///db?host=other&port=99, other, 99",
    "postgresql://first:1/db?host=second, second, 1",
  })
  void hostsAndPorts(String uri, String host, int port) {
    assertThat(LibpqUri.parse(uri, NOTHING).endpoint()).isEqualTo(new Endpoint(host, port));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://h/d | does not begin with postgresql://",
        "postgresql://h:abc/d | port \"abc\" is not a number between 1 and 65535",
        "postgresql://h:70000/d | port 70000 is not between 1 and 65535",
        "postgresql://h/d?sslmod=require | parameter sslmod is unknown; known are",
        "postgresql://h/d?sslmode=verify | sslmode \"verify\" is none of disable, allow, prefer",
        "postgresql://h/d?connect_timeout=soon | connect_timeout \"soon\" is not a whole number",
        "postgresql://h/d?options=-c%20a | parameter options is not supported",
        "postgresql://a,b/d | lists several hosts",
        "postgresql://a:1,b:2/d | lists several hosts",
        "postgresql://h/d?host=a,b | host lists several hosts",
        "postgresql://%2Fvar%2Frun/d | host is a Unix socket",
        "postgresql://h h/d | host \"h h\" is not a DNS name",
        "postgresql://h/d?sslrootcert=/no/such | sslrootcert: the file \"/no/such\" cannot be read",
        "postgresql://h/d?sslrootcert=system | needs sslmode=verify-full, not prefer",
        "postgresql://h/d?sslmode | not of the form name=value",
        "postgresql://[::1/d | lacks its closing ]",
        "postgresql://h/100% | the database in the URL holds a %",
      })
  void whatIsWrongIsNamedTogetherWithWhatWouldBeRight(String uri, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LibpqUri.parse(uri, NOTHING))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u:s3cret%@h/d",
        "postgresql://u:a/s3cret@h/d",
        "postgresql://u:12/s3cret@h/d",
        "postgresql://u:a?s3cret@h/d",
        "postgresql://u:1?s3cret@h=/d",
        "postgresql://u:1?x=s3cret@h/d",
        "postgresql://u:s3cret@h h/d",
        "postgresql://u:s3cret@h/d?sslmode=x",
        "postgresql://h/d?password=s3cret&sslmode=x",
        "postgresql://h/d?password=s3cret%zz",
      })
  void noMessageHoldsAPassword(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LibpqUri.parse(uri, NOTHING))
        .withMessageNotContaining("s3cret");
  }

  @Test
  void thePasswordFileIsReadByItsRules(@TempDir Path home) throws IOException {
    Path file = home.resolve(".pgpass");
    Files.writeString(
        file,
        """
        # a comment
        other:*:*:*:wrong
        h:5432:d:us\\:er:with\\:colon\\\\
        *:*:*:ann:anns
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    var env = Map.of("HOME", home.toString(), "USER", "ann");
    assertThat(LibpqUri.parse("postgresql://us%3Aer@h/d", env).credentials().password())
        .isEqualTo("with:colon\\");
    assertThat(LibpqUri.parse("postgresql://h/d", env).credentials().password()).isEqualTo("anns");
    assertThat(LibpqUri.parse("postgresql://bob@h/d", env).credentials().password()).isNull();
    assertThat(LibpqUri.parse("postgresql://ann:own@h/d", env).credentials().password())
        .isEqualTo("own");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    var refused = LibpqUri.parse("postgresql://h/d", env);
    assertThat(refused.credentials().password()).isNull();
    assertThat(refused.warnings()).singleElement().asString().contains("chmod 0600");
  }

  @Test
  void certificatesAreRead(@TempDir Path home) throws IOException {
    Path folder = Files.createDirectory(home.resolve(".postgresql"));
    Files.writeString(folder.resolve("root.crt"), "default CA");
    Path named = Files.writeString(home.resolve("ca.pem"), "named CA");
    var env = Map.of("HOME", home.toString(), "USER", "ann");
    assertThat(LibpqUri.parse("postgresql://h/d", env).tls().caPem()).isEqualTo("default CA");
    assertThat(
            LibpqUri.parse("postgresql://h/d?sslmode=verify-full&sslrootcert=" + named, env)
                .tls()
                .caPem())
        .isEqualTo("named CA");
    assertThat(
            LibpqUri.parse("postgresql://h/d?sslmode=verify-full&sslrootcert=system", env)
                .tls()
                .caPem())
        .isNull();
  }
}
