package io.pghealth.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The document of one server, ours alone until it is closed. For one thread. */
public final class HistoryFile implements AutoCloseable {
  private final Path document;
  private final FileChannel lock;
  private final HistoryCodec codec;
  private final History history;
  private final String warning;
  private byte[] stored;

  HistoryFile(
      Path document,
      FileChannel lock,
      HistoryCodec codec,
      History history,
      byte[] stored,
      String warning) {
    this.document = document;
    this.lock = lock;
    this.codec = codec;
    this.history = history;
    this.stored = stored;
    this.warning = warning;
  }

  /** What was stored; empty where nothing was, or where it was damaged. */
  public History history() {
    return history;
  }

  /** A sentence for the user where a damaged document was kept aside. */
  public Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  /**
   * Replaces the document: whoever is killed meanwhile leaves the old one or the new one.
   *
   * @return how many statements had to be left out to make it fit
   * @throws HistoryStoreException when it cannot be written, or never fits; the old one stays
   */
  public int save(History current) throws HistoryStoreException {
    return switch (codec.encode(current)) {
      case Encoded.TooLarge(int bytes) ->
          throw new HistoryStoreException(
              "--history: "
                  + document
                  + " would be "
                  + bytes
                  + " bytes, more than "
                  + HistoryCodec.MAX_BYTES
                  + "; watch fewer databases with one directory",
              null);
      case Encoded.Fits(byte[] bytes, int leftOut) -> {
        if (!Arrays.equals(bytes, stored)) {
          try {
            PrivateFiles.replace(document, bytes);
          } catch (IOException e) {
            throw new HistoryStoreException(
                "--history: cannot write " + document + ": " + FileHistoryStore.reason(e), e);
          }
          stored = bytes;
        }
        yield leftOut;
      }
    };
  }

  /** Releases the lock. */
  @Override
  public void close() {
    PrivateFiles.closeQuietly(lock);
  }
}
