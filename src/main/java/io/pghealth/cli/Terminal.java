package io.pghealth.cli;

import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Where a command writes to, and what it is told by its surroundings.
 *
 * @param out for results alone
 * @param err for what a person should know besides
 * @param env environment variables
 * @param interactive whether a person looks at {@code out}
 * @param columns width to wrap prose at; asked only when text is printed
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    Map<String, String> env,
    boolean interactive,
    IntSupplier columns) {

  private static final int NARROWEST = 40;
  private static final int DEFAULT_COLUMNS = 100;

  /** The process's own. Always UTF-8: JSON is nothing else, whatever the locale. */
  public static Terminal system() {
    Map<String, String> env = System.getenv();
    Console console = System.console();
    boolean interactive = console != null && console.isTerminal();
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        env,
        interactive,
        () -> width(env, interactive));
  }

  /** Whether to colour: on a terminal, unless {@code NO_COLOR} or a dumb terminal says no. */
  boolean colour() {
    String noColour = env.get("NO_COLOR");
    return interactive
        && (noColour == null || noColour.isEmpty())
        && !"dumb".equals(env.get("TERM"));
  }

  /** One line for a person, beside the result. */
  void say(String sentence) {
    err.println("pghealth: " + sentence);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  private static int width(Map<String, String> env, boolean interactive) {
    int columns = number(env.get("COLUMNS"));
    if (columns == 0 && interactive) {
      columns = fromStty();
    }
    return columns == 0 ? DEFAULT_COLUMNS : Math.max(NARROWEST, columns);
  }

  private static int fromStty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      stty.waitFor(1, TimeUnit.SECONDS);
      return size.length == 2 ? number(size[1]) : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static int number(String text) {
    return text != null && text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
  }
}
