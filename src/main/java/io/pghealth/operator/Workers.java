package io.pghealth.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where cycles run: a bounded number at a time, each for a bounded time. Servers that did not
 * answer the last time have places of their own, so that however many of them hang until their
 * timeouts, those that answer never wait for them.
 */
final class Workers implements AutoCloseable {
  private static final int SHARE_OF_SILENT = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Object, Instant> running = new ConcurrentHashMap<>();
  private final Semaphore answering;
  private final Semaphore silent;
  private final Duration limit;
  private final Clock clock;

  /**
   * @param places how many cycles run at a time
   * @param limit after which a cycle is interrupted; that closes its connections
   */
  Workers(int places, Duration limit, Clock clock) {
    this.answering = new Semaphore(places, true);
    this.silent = new Semaphore(Math.max(1, places / SHARE_OF_SILENT), true);
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Waits for a place and runs.
   *
   * @param wasSilent whether the server did not answer the last time
   * @throws TimeoutException when it took longer than the limit
   * @throws ExecutionException when it threw
   */
  <T> T run(boolean wasSilent, Callable<T> cycle)
      throws InterruptedException, ExecutionException, TimeoutException {
    Semaphore places = wasSilent ? silent : answering;
    places.acquire();
    Object key = new Object();
    running.put(key, clock.instant());
    Future<T> result =
        threads.submit(() -> {
          try {
            return cycle.call();
          } finally {
            running.remove(key);
            places.release();
          }
        });
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      result.cancel(true);
    }
  }

  /** How long the longest cycle has been running by now. */
  Duration longest() {
    Instant now = clock.instant();
    return running.values().stream()
        .map(start -> Duration.between(start, now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** The limit of one cycle. */
  Duration limit() {
    return limit;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
