package io.pghealth.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHistoryStoreTest {
  private static final String SERVER = "7300000000000000001";

  @TempDir Path temporary;
  private Path directory;
  private Path document;
  private FileHistoryStore store;

  @BeforeEach
  void open() {
    directory = temporary.resolve("deep/er");
    document = directory.resolve(SERVER + ".json.gz");
    store = new FileHistoryStore(directory, new HistoryCodec());
  }

  @Test
  void keepsAHistoryPerServerForItsOwnerOnly() throws Exception {
    History history = new RandomHistory(1, 3).next();
    try (HistoryFile file = store.open(SERVER)) {
      assertThat(file.history()).isEqualTo(History.empty());
      file.save(history);
    }
    try (HistoryFile file = store.open(SERVER);
        HistoryFile other = store.open("7300000000000000002")) {
      assertThat(file.history()).isEqualTo(history);
      assertThat(file.warning()).isEmpty();
      assertThat(other.history()).isEqualTo(History.empty());
    }
    assertThat(mode(document)).isEqualTo("rw-------");
    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(directory.resolve(document.getFileName() + ".tmp")).doesNotExist();
  }

  @Test
  void doesNotTouchTheFileWhenNothingChanged() throws Exception {
    try (HistoryFile file = store.open(SERVER)) {
      file.save(new RandomHistory(1, 2).next());
    }
    Object before = Files.readAttributes(document, "unix:ino,ctime");
    try (HistoryFile file = store.open(SERVER)) {
      file.save(file.history());
    }
    assertThat(Files.readAttributes(document, "unix:ino,ctime")).isEqualTo(before);
  }

  @Test
  void aSecondUserOfTheSameProcessIsToldAndNothingIsBroken() throws Exception {
    try (HistoryFile file = store.open(SERVER)) {
      assertThatThrownBy(() -> store.open(SERVER))
          .isInstanceOf(HistoryStoreException.class)
          .hasMessageContaining("another pghealth is using " + document);
      file.save(new RandomHistory(1, 1).next());
    }
    store.open(SERVER).close();
  }

  @Test
  void aSecondProcessIsTold() throws Exception {
    store.open(SERVER).close();
    Process holder = holdLockInAnotherProcess();
    try (BufferedReader out = holder.inputReader()) {
      assertThat(out.readLine()).isEqualTo("locked");
      assertThatThrownBy(() -> store.open(SERVER))
          .isInstanceOf(HistoryStoreException.class)
          .hasMessageContaining("another pghealth is using");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    store.open(SERVER).close();
  }

  private Process holdLockInAnotherProcess() throws IOException {
    Path program = temporary.resolve("Holder.java");
    Files.writeString(
        program,
        """
        public class Holder {
          public static void main(String[] args) throws Exception {
            try (var c = java.nio.channels.FileChannel.open(java.nio.file.Path.of(args[0]),
                java.nio.file.StandardOpenOption.WRITE); var l = c.lock()) {
              System.out.println("locked");
              System.in.read();
            }
          }
        }
        """);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            program.toString(),
            directory.resolve(SERVER + ".lock").toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void keepsADamagedDocumentAsideEachTime() throws Exception {
    Files.createDirectories(directory);
    for (int n = 1; n <= 3; n++) {
      Files.writeString(document, "damaged " + n);
      try (HistoryFile file = store.open(SERVER)) {
        Path aside = directory.resolve(document.getFileName() + ".corrupt-" + n);
        assertThat(file.warning().orElseThrow())
            .contains(document.toString())
            .contains(aside.toString());
        assertThat(file.history()).isEqualTo(History.empty());
        file.save(new RandomHistory(n, 1).next());
        assertThat(aside).hasContent("damaged " + n);
      }
    }
  }

  @Test
  void leavesANewerDocumentAlone() throws Exception {
    Files.createDirectories(directory);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("{\"format\":9,\"history\":{}}".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(document, bytes.toByteArray());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> store.open(SERVER))
          .isInstanceOf(HistoryStoreException.class)
          .hasMessageContaining("newer pghealth (format 9, this one knows 1)")
          .hasMessageContaining(document.toString());
    }
    assertThat(document).hasBinaryContent(bytes.toByteArray());
  }

  @Test
  void survivesALeftoverOfAKilledWriter() throws Exception {
    History history = new RandomHistory(1, 2).next();
    try (HistoryFile file = store.open(SERVER)) {
      file.save(history);
    }
    Files.writeString(directory.resolve(document.getFileName() + ".tmp"), "half");
    try (HistoryFile file = store.open(SERVER)) {
      assertThat(file.history()).isEqualTo(history);
      file.save(new RandomHistory(2, 2).next());
    }
  }

  @Test
  void neverWritesOutsideItsDirectory() {
    for (String hostile : new String[] {"../../x", "1/2", "", "1\n2", "-1", null}) {
      assertThatThrownBy(() -> store.open(hostile))
          .isInstanceOf(HistoryStoreException.class)
          .hasMessageContaining("system identifier");
    }
  }

  @Test
  void saysWhatIsWrongWithTheDirectory() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "x");
    assertThatThrownBy(() -> new FileHistoryStore(file, new HistoryCodec()).open(SERVER))
        .isInstanceOf(HistoryStoreException.class)
        .hasMessageContaining("--history")
        .hasMessageContaining(file.toString());
    assertThatThrownBy(
            () -> new FileHistoryStore(file.resolve("below"), new HistoryCodec()).open(SERVER))
        .isInstanceOf(HistoryStoreException.class)
        .hasMessageContaining("--history");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
