package io.pghealth.history;

import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Measured;
import io.pghealth.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How numbers of a server rose over the last days. Section of the {@link History}.
 *
 * @param series by name, oldest point first
 */
public record Trends(Map<String, List<Point>> series) {
  /** How far back a rate looks. */
  static final Duration REACH = Duration.ofDays(7);

  private static final Duration STRETCH = Duration.ofHours(12);

  private static final int MOST_POINTS = 12;

  private static final int MOST_SERIES = 2_000;

  /** Copies the map. */
  public Trends {
    Map<String, List<Point>> copy = new TreeMap<>();
    if (series != null) {
      series.forEach((name, points) -> copy.put(name, List.copyOf(points)));
    }
    series = java.util.Collections.unmodifiableMap(copy);
  }

  /**
   * One observation.
   *
   * @param at by the operator's clock
   * @param value as read
   */
  public record Point(Instant at, long value) {}

  /**
   * How fast a number rises.
   *
   * @param perDay average over the span
   * @param span between the two observations that it rests on; positive
   */
  public record Rate(double perDay, Duration span) {}

  /** Nothing observed yet. */
  public static Trends empty() {
    return new Trends(Map.of());
  }

  /** Takes in what this cycle read of the primary and its databases. */
  public Trends advance(Snapshot snapshot) {
    Map<String, Long> measures = new HashMap<>();
    take(measures, "server/", snapshot.primary().more().measured());
    for (DatabaseSnapshot database : snapshot.databases()) {
      take(measures, "database/" + database.oid() + "/", database.facts().measured());
    }
    return advance(measures, snapshot.at());
  }

  private static void take(Map<String, Long> measures, String prefix, Stream<Measured> facts) {
    facts.forEach(f -> f.measures().forEach((name, value) -> measures.put(prefix + name, value)));
  }

  Trends advance(Map<String, Long> measures, Instant now) {
    Map<String, List<Point>> next = new TreeMap<>();
    Instant oldest = now.minus(REACH);
    series.forEach((name, points) -> {
      List<Point> kept = points.stream().filter(p -> !p.at().isBefore(oldest)).toList();
      if (!kept.isEmpty()) {
        next.put(name, kept);
      }
    });
    new TreeMap<>(measures)
        .forEach((name, value) -> {
          if (next.containsKey(name) || next.size() < MOST_SERIES) {
            next.put(name, with(next.getOrDefault(name, List.of()), new Point(now, value)));
          }
        });
    return new Trends(next);
  }

  /** A number that fell was set anew: what came before says nothing of its course. */
  private static List<Point> with(List<Point> points, Point latest) {
    if (points.isEmpty()
        || points.getLast().value() > latest.value()
        || points.getLast().at().isAfter(latest.at())) {
      return List.of(latest);
    }
    List<Point> kept = new ArrayList<>(points);
    Duration step = REACH.dividedBy(MOST_POINTS);
    // The last point moves along until it is a step away from the one before it.
    if (kept.size() >= 2
        && Duration.between(kept.get(kept.size() - 2).at(), kept.getLast().at()).compareTo(step)
            < 0) {
      kept.removeLast();
    }
    kept.add(latest);
    return kept;
  }

  /** How fast a number of the server rises; empty before the second observation of it. */
  public Optional<Rate> ofServer(String name) {
    return rate("server/" + name);
  }

  /** How fast a number of a database rises; empty before the second observation of it. */
  public Optional<Rate> ofDatabase(long databaseOid, String name) {
    return rate("database/" + databaseOid + "/" + name);
  }

  /** Since when a number of a database has only risen; empty where it was never seen. */
  public Optional<Instant> sinceOfDatabase(long databaseOid, String name) {
    return series.getOrDefault("database/" + databaseOid + "/" + name, List.of()).stream()
        .map(Point::at)
        .findFirst();
  }

  /** When a number of the server was first seen above a value; empty where it was not. */
  public Optional<Instant> passedOnServer(String name, long value) {
    return series.getOrDefault("server/" + name, List.of()).stream()
        .filter(p -> p.value() > value)
        .map(Point::at)
        .findFirst();
  }

  /** When a number of the server was last seen at or below a value; empty where it was not. */
  public Optional<Instant> lastReachedOnServer(String name, long value) {
    return series.getOrDefault("server/" + name, List.of()).reversed().stream()
        .filter(p -> p.value() <= value)
        .map(Point::at)
        .findFirst();
  }

  /**
   * The slowest pace of a number of a database between two neighbouring observations that are at
   * least half a day apart; empty before there are two such stretches. What rose once does not
   * rise.
   */
  public Optional<Rate> slowestOfDatabase(long databaseOid, String name) {
    List<Point> points = series.getOrDefault("database/" + databaseOid + "/" + name, List.of());
    double slowest = Double.MAX_VALUE;
    Duration total = Duration.ZERO;
    int stretches = 0;
    for (int i = 1; i < points.size(); i++) {
      Duration span = Duration.between(points.get(i - 1).at(), points.get(i).at());
      if (span.compareTo(STRETCH) >= 0) {
        double rise = (double) points.get(i).value() - points.get(i - 1).value();
        slowest = Math.min(slowest, rise * Duration.ofDays(1).toMillis() / span.toMillis());
        total = total.plus(span);
        stretches++;
      }
    }
    return stretches < 2 ? Optional.empty() : Optional.of(new Rate(slowest, total));
  }

  private Optional<Rate> rate(String name) {
    List<Point> points = series.getOrDefault(name, List.of());
    if (points.size() < 2) {
      return Optional.empty();
    }
    Duration span = Duration.between(points.getFirst().at(), points.getLast().at());
    if (!span.isPositive()) {
      return Optional.empty();
    }
    double rise = (double) points.getLast().value() - points.getFirst().value();
    return Optional.of(
        new Rate(rise * Duration.ofDays(1).toMillis() / Math.max(1, span.toMillis()), span));
  }
}
