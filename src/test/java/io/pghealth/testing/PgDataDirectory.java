package io.pghealth.testing;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.pghealth.target.Credentials;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * A data directory with its settings: made by initdb at the first start, or copied from a running
 * primary.
 */
record PgDataDirectory(Path path, List<String> settings) {
  private static final List<String> BASICS =
      List.of(
          "listen_addresses = '127.0.0.1'",
          "shared_preload_libraries = 'pg_stat_statements'",
          "track_io_timing = on",
          "track_functions = all",
          // Hundreds of scenarios share a server, and none may lose a window to another's texts.
          "pg_stat_statements.max = 20000",
          // Nobody but the test renews statistics or vacuums between two looks of a test; one in
          // which autovacuum is to come has a server of its own.
          "autovacuum_naptime = 1d",
          "wal_level = logical",
          "wal_keep_size = '256MB'");

  /** What a standby must not take over from its primary, or gets from it by streaming. */
  private static final Set<String> NOT_COPIED =
      Set.of(
          "postmaster.pid", "postmaster.opts", "epg-lock", "pg_wal", "pg_replslot", "pg_stat_tmp");

  static PgDataDirectory fresh(List<String> settings) {
    return new PgDataDirectory(newPath(), settings);
  }

  /** Beside the runner's own, so that it sweeps what a killed test left behind. */
  private static Path newPath() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "embedded-pg", UUID.randomUUID().toString());
  }

  /**
   * Says that it is in use. The runner of another JVM ends servers whose lock file is ten minutes
   * old and not locked; and a runner's lock is gone once it has looked at that file itself, since
   * closing any handle of a file gives up all of the process's locks of it (fcntl(2)).
   */
  void inUse() {
    path.resolve("epg-lock").toFile().setLastModified(System.currentTimeMillis());
  }

  /** What the server has printed, all its starts together. */
  Path log() {
    return path.resolveSibling(path.getFileName() + ".log");
  }

  PgDataDirectory withCertificate(TestCertificate certificate) {
    var all = new ArrayList<>(settings);
    all.add("ssl = on");
    all.add("ssl_cert_file = '" + certificate.chainFile() + "'");
    all.add("ssl_key_file = '" + certificate.keyFile() + "'");
    return new PgDataDirectory(path, all);
  }

  EmbeddedPostgres.Builder runner(int major, int port, Credentials superuser) throws IOException {
    Files.createDirectories(path.getParent());
    Path password =
        Files.writeString(path.resolveSibling(path.getFileName() + ".pw"), superuser.password());
    var runner =
        EmbeddedPostgres.builder()
            .setPgBinaryResolver(new PgBinaries(major))
            .setDataDirectory(path)
            .setCleanDataDirectory(false)
            .setDataDirectoryCustomizer(ignored -> writeSettings())
            .setPGStartupWait(PgServer.PATIENCE)
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .setConnectConfig("password", superuser.password())
            // What a backend has committed must survive its SIGKILL; the runner's default is off.
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            // Named for locales, these are simply options of initdb.
            .setLocaleConfig("auth-host", "scram-sha-256")
            .setLocaleConfig("pwfile", password.toString());
    return port == 0 ? runner : runner.setPort(port);
  }

  /** Lines in a file, since the runner joins what is given to it with blanks, unquoted. */
  private void writeSettings() {
    try {
      var lines = new ArrayList<>(BASICS);
      lines.addAll(settings);
      Files.write(path.resolve("pghealth.conf"), lines);
      Path main = path.resolve("postgresql.conf");
      if (!Files.readString(main).contains("pghealth.conf")) {
        Files.writeString(main, "\ninclude 'pghealth.conf'\n", StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A base backup by hand, since these binaries come without pg_basebackup. */
  PgDataDirectory copyForStandby(PgServer primary, List<String> standbySettings) {
    var standby =
        new PgDataDirectory(
            newPath(),
            concat(
                standbySettings,
                "primary_conninfo = 'host=%s port=%d user=%s password=%s'"
                    .formatted(
                        primary.endpoint().host(),
                        primary.endpoint().port(),
                        primary.superuser().user(),
                        primary.superuser().password())));
    boolean renamed = primary.major() >= 15;
    // The backup ends when the session does that started it, so one connection holds from start to
    // stop.
    try (Connection connection = primary.postgres().connect();
        var statement = connection.createStatement()) {
      statement.execute(
          renamed
              ? "SELECT pg_backup_start('test', true)"
              : "SELECT pg_start_backup('test', true, false)");
      copyTree(standby.path());
      try (var stopped =
          statement.executeQuery(
              renamed
                  ? "SELECT labelfile FROM pg_backup_stop(false)"
                  : "SELECT labelfile FROM pg_stop_backup(false, false)")) {
        stopped.next();
        Files.writeString(standby.path().resolve("backup_label"), stopped.getString(1));
      }
      Files.createFile(standby.path().resolve("standby.signal"));
      return standby;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copyTree(Path to) throws IOException {
    Files.createDirectories(
        to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (String emptied : List.of("pg_wal/archive_status", "pg_replslot", "pg_stat_tmp")) {
      Files.createDirectories(to.resolve(emptied));
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_COPIED.contains(path.relativize(dir).toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(path.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = path.relativize(file).toString();
            if (!NOT_COPIED.contains(name)) {
              try {
                Files.copy(file, to.resolve(name), REPLACE_EXISTING);
              } catch (NoSuchFileException gone) {
                // Dropped meanwhile: WAL replay drops it on the standby as well.
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (why instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw why;
          }
        });
  }

  private static List<String> concat(List<String> some, String more) {
    var all = new ArrayList<>(some);
    all.add(more);
    return all;
  }

  /** Ends a postmaster that the runner gave up waiting for, and left running. */
  void endPostmaster() {
    try {
      String pid = Files.readAllLines(path.resolve("postmaster.pid")).getFirst();
      ProcessHandle.of(Long.parseLong(pid))
          .ifPresent(postmaster -> {
            postmaster.destroy();
            postmaster
                .onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> postmaster)
                .join();
            postmaster.destroyForcibly();
          });
    } catch (IOException e) {
      // No such file: it never ran, or has ended.
    }
  }

  void delete() {
    FileUtils.deleteQuietly(path.toFile());
    FileUtils.deleteQuietly(path.resolveSibling(path.getFileName() + ".pw").toFile());
    FileUtils.deleteQuietly(log().toFile());
  }
}
