package io.pghealth.snapshot;

import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Facts by their type, as far as they were asked for. */
public final class Gathered {
  private static final Gathered NOTHING = new Gathered(Map.of());

  private final Map<Class<?>, Collected<?>> facts;

  private Gathered(Map<Class<?>, Collected<?>> facts) {
    this.facts = Map.copyOf(facts);
  }

  /** Nothing was asked for. */
  public static Gathered nothing() {
    return NOTHING;
  }

  /** Runs those collectors whose facts are needed. */
  public static Gathered by(List<Collector<?>> collectors, Set<Class<?>> needed, Session session) {
    Map<Class<?>, Collected<?>> facts = new HashMap<>();
    collectors.stream()
        .filter(c -> needed.contains(c.facts()))
        .forEach(c -> facts.put(c.facts(), c.collect(session)));
    return new Gathered(facts);
  }

  /** All of it is unknown, for one reason. */
  public static Gathered unknown(Set<Class<?>> needed, String reason, Remedy remedy) {
    Map<Class<?>, Collected<?>> facts = new HashMap<>();
    needed.forEach(type -> facts.put(type, Collected.unknown(reason, remedy)));
    return new Gathered(facts);
  }

  /**
   * Facts of one type.
   *
   * @throws IllegalStateException where nobody asked for them: a check that forgot to say what it
   *     needs
   */
  @SuppressWarnings("unchecked")
  public <T> Collected<T> of(Class<T> type) {
    Collected<?> collected = facts.get(type);
    if (collected == null) {
      throw new IllegalStateException("nobody asked for " + type.getSimpleName());
    }
    // What was put under a type was read by the collector of that type.
    return (Collected<T>) collected;
  }

  /** The same; empty where nobody asked for them or they are unknown. */
  public <T> Optional<T> find(Class<T> type) {
    return facts.containsKey(type) ? of(type).toOptional() : Optional.empty();
  }

  /** Those that were read and have numbers to follow. */
  public Stream<Measured> measured() {
    return facts.values().stream()
        .flatMap(c -> c.toOptional().stream())
        .filter(Measured.class::isInstance)
        .map(Measured.class::cast);
  }
}
