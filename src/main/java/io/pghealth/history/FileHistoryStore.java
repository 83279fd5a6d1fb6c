package io.pghealth.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Histories in a directory, one document per system identifier, for the command line. Nothing is
 * overwritten that could not be read.
 */
public final class FileHistoryStore {
  private final Path directory;
  private final HistoryCodec codec;

  /** In this directory, which is made when it is not there. */
  public FileHistoryStore(Path directory, HistoryCodec codec) {
    this.directory = directory;
    this.codec = codec;
  }

  /**
   * Makes sure that the directory is there and can be written to.
   *
   * @throws HistoryStoreException when it cannot
   */
  public void prepare() throws HistoryStoreException {
    try {
      PrivateFiles.createDirectory(directory);
    } catch (IOException e) {
      throw new HistoryStoreException(
          "--history: cannot make the directory " + directory + ": " + reason(e), e);
    }
    if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new HistoryStoreException(
          "--history: " + directory + " is not a directory that can be written to", null);
    }
  }

  /**
   * Opens the document of a server and locks it until it is closed.
   *
   * @param systemIdentifier decimal digits
   * @throws HistoryStoreException when another process uses it, when a newer version wrote it, or
   *     when files cannot be read or written
   */
  public HistoryFile open(String systemIdentifier) throws HistoryStoreException {
    // It comes from the watched server and becomes a file name.
    if (systemIdentifier == null || !systemIdentifier.matches("[0-9]{1,20}")) {
      throw new HistoryStoreException(
          "--history: the server's system identifier is not a number", null);
    }
    prepare();
    Path document = directory.resolve(systemIdentifier + ".json.gz");
    FileChannel lock = lock(directory.resolve(systemIdentifier + ".lock"), document);
    try {
      return read(document, lock);
    } catch (HistoryStoreException e) {
      PrivateFiles.closeQuietly(lock);
      throw e;
    }
  }

  private HistoryFile read(Path document, FileChannel lock) throws HistoryStoreException {
    byte[] bytes;
    try {
      // The largest that we write, and enough more to see that it is not ours.
      bytes = PrivateFiles.read(document, HistoryCodec.MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      return new HistoryFile(document, lock, codec, History.empty(), null, null);
    } catch (IOException e) {
      throw new HistoryStoreException("--history: cannot read " + document + ": " + reason(e), e);
    }
    return switch (codec.decode(bytes)) {
      case Decoded.Loaded(History history) ->
          new HistoryFile(document, lock, codec, history, bytes, null);
      case Decoded.TooNew(int format) ->
          throw new HistoryStoreException(
              "--history: "
                  + document
                  + " was written by a newer pghealth (format "
                  + format
                  + ", this one knows "
                  + HistoryCodec.FORMAT
                  + "): it is left as it is; use that version, or another directory",
              null);
      case Decoded.Corrupt(String why) -> {
        Path aside = keepAside(document);
        yield new HistoryFile(
            document,
            lock,
            codec,
            History.empty(),
            null,
            "history "
                + document
                + " is damaged ("
                + why
                + "): kept as "
                + aside
                + ", starting anew");
      }
    };
  }

  private static FileChannel lock(Path path, Path document) throws HistoryStoreException {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PrivateFiles.onlyOwner(path.getParent()));
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // The same process has it: as much in use as by another one.
    } catch (IOException e) {
      PrivateFiles.closeQuietly(channel);
      throw new HistoryStoreException("--history: cannot lock " + path + ": " + reason(e), e);
    }
    PrivateFiles.closeQuietly(channel);
    throw new HistoryStoreException(
        "--history: another pghealth is using " + document + "; wait until it ends", null);
  }

  private static Path keepAside(Path document) throws HistoryStoreException {
    for (int n = 1; ; n++) {
      Path aside = document.resolveSibling(document.getFileName() + ".corrupt-" + n);
      if (Files.notExists(aside)) {
        try {
          return Files.move(document, aside);
        } catch (IOException e) {
          throw new HistoryStoreException(
              "--history: " + document + " is damaged and cannot be renamed: " + reason(e), e);
        }
      }
    }
  }

  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "no such file or directory";
      case java.nio.file.FileAlreadyExistsException exists -> "it is there and no directory";
      default -> String.valueOf(e.getMessage());
    };
  }
}
