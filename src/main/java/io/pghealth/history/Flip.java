package io.pghealth.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A statement's plan became another.
 *
 * @param from as it was
 * @param to as it is
 * @param after last observation of the old plan
 * @param until first observation of the new plan
 * @param causes what changed in the catalog between them and concerns this statement, likeliest
 *     first
 * @param peers mean milliseconds of other statements before, by {@link StatementKey#text()}: they
 *     tell a slow machine from a slow plan
 * @param worst what it cost while it lasted, once it has ended; null while it lasts
 * @param ended when the old plan was back; null while it lasts
 */
public record Flip(
    ShapeSet from,
    ShapeSet to,
    Instant after,
    Instant until,
    List<CatalogChange> causes,
    Map<String, Double> peers,
    Window worst,
    Instant ended) {

  /** Copies the collections. */
  public Flip {
    causes = List.copyOf(causes);
    peers = Map.copyOf(peers);
  }

  Flip ended(Window last, Instant at) {
    return new Flip(from, to, after, until, causes, peers, last, at);
  }

  Flip to(ShapeSet shapes) {
    return new Flip(from, shapes, after, until, causes, peers, worst, ended);
  }
}
