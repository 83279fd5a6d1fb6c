package io.pghealth.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Says what the demo is doing and how long it took. */
final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  /** Runs a step, with a line before it and its time after it. */
  <T> T step(String what, Callable<T> action) throws Exception {
    out.printf("%7s  %s …", seconds(start), what);
    out.flush();
    long from = System.nanoTime();
    try {
      T result = action.call();
      out.printf(" %s%n", seconds(from));
      return result;
    } catch (Exception e) {
      out.println(" failed");
      throw e;
    }
  }

  /** A heading for output of other programs. */
  void heading(String text) {
    out.printf("%n$ %s%n", text);
  }

  void line(String text) {
    out.println(text);
  }

  /** Since the demo began. */
  String elapsed() {
    return seconds(start);
  }

  private static String seconds(long from) {
    double seconds = Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0;
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
