package io.pghealth.cli;

import io.pghealth.history.FileHistoryStore;
import io.pghealth.history.History;
import io.pghealth.history.HistoryCodec;
import io.pghealth.history.HistoryFile;
import io.pghealth.history.HistoryStoreException;
import io.pghealth.postgres.Printable;
import java.nio.file.Path;

/** What runs remember of one another: a directory, or nothing. */
final class Memory {
  private final FileHistoryStore store;

  private Memory(FileHistoryStore store) {
    this.store = store;
  }

  /**
   * The directory of {@code --history}.
   *
   * @param directory null where runs remember nothing
   * @throws UsageException when it cannot be used, before any server is asked
   */
  static Memory in(Path directory) throws UsageException {
    if (directory == null) {
      return new Memory(null);
    }
    FileHistoryStore store = new FileHistoryStore(directory, new HistoryCodec());
    try {
      store.prepare();
      return new Memory(store);
    } catch (HistoryStoreException e) {
      throw refusal(e);
    }
  }

  /** What is remembered of one server, locked while it is open. */
  Page open(String systemIdentifier) throws UsageException {
    try {
      return new Page(store == null ? null : store.open(systemIdentifier));
    } catch (HistoryStoreException e) {
      throw refusal(e);
    }
  }

  private static UsageException refusal(HistoryStoreException e) {
    return new UsageException(Printable.escape(e.getMessage()) + ".");
  }

  /** One server's. */
  static final class Page implements AutoCloseable {
    private final HistoryFile file;

    private Page(HistoryFile file) {
      this.file = file;
    }

    /** As the last run left it, saying so where that could not be read. */
    History history(Terminal terminal) {
      if (file == null) {
        return History.empty();
      }
      file.warning().ifPresent(text -> terminal.say("warning: " + Printable.escape(text) + "."));
      return file.history();
    }

    /** Written before anything of it is told. */
    void save(History history, Terminal terminal) throws UsageException {
      if (file == null) {
        return;
      }
      try {
        int leftOut = file.save(history);
        if (leftOut > 0) {
          terminal.say(
              "warning: the history was full; "
                  + leftOut
                  + " statements with least load were left out.");
        }
      } catch (HistoryStoreException e) {
        throw refusal(e);
      }
    }

    @Override
    public void close() {
      if (file != null) {
        file.close();
      }
    }
  }
}
