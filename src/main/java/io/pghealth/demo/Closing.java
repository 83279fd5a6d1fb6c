package io.pghealth.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** Ends what was started, last first, once, whether the demo ends or is interrupted. */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("while ending the demo: " + e.getMessage());
      }
    }
  }
}
