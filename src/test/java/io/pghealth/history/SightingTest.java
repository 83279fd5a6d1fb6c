package io.pghealth.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.snapshot.SightingFacts.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is kept of sightings: never more than is asked about, and never for long. */
class SightingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Set<Long> ASKED = Set.of(1L, 2L);

  @Test
  void theNewestNamesAndSessionsAreKept() {
    List<Seen> seen = new ArrayList<>();
    for (int name = 0; name < 9; name++) {
      for (int session = 0; session < 9; session++) {
        seen.add(seen(1, "app" + name, "s" + session, name * 10 + session));
      }
    }
    List<Sighting> kept = Sighting.advance(List.of(), seen, ASKED, NOW);
    assertThat(kept.stream().map(Sighting::application).distinct())
        .containsExactly("app0", "app1", "app2", "app3");
    assertThat(kept).hasSize(Sighting.NAMES * Sighting.SESSIONS);
    assertThat(kept.stream().map(Sighting::session).distinct())
        .containsExactly("s0", "s1", "s2", "s3");

    List<Sighting> then =
        Sighting.advance(kept, List.of(seen(1, "new", "s9", 0)), ASKED, NOW.plusSeconds(60));
    assertThat(then.stream().map(Sighting::application).distinct())
        .containsExactly("new", "app0", "app1", "app2");
  }

  @Test
  void whereItWasAgainItIsKeptOnceAndAsOfThen() {
    List<Sighting> first =
        Sighting.advance(List.of(), List.of(seen(1, "shop", "s", 30)), ASKED, NOW);
    assertThat(first).containsExactly(new Sighting(1, "shop", "s", NOW.minusSeconds(30)));
    List<Sighting> idle =
        Sighting.advance(first, List.of(seen(1, "shop", "s", 90)), ASKED, NOW.plusSeconds(60));
    assertThat(idle).as("it has done nothing since").isEqualTo(first);
    List<Sighting> again =
        Sighting.advance(idle, List.of(seen(1, "shop", "s", 0)), ASKED, NOW.plusSeconds(120));
    assertThat(again).containsExactly(new Sighting(1, "shop", "s", NOW.plusSeconds(120)));
  }

  @Test
  void aDayLaterAndWhereNobodyAsksItIsForgotten() {
    List<Seen> seen =
        List.of(seen(1, "shop", "s", 0), seen(2, "shop", "s", 0), seen(3, "x", "s", 0));
    List<Sighting> known = Sighting.advance(List.of(), seen, ASKED, NOW);
    assertThat(known.stream().map(Sighting::queryId)).containsExactly(1L, 2L);
    assertThat(Sighting.advance(known, List.of(), Set.of(2L), NOW).stream().map(Sighting::queryId))
        .containsExactly(2L);
    assertThat(Sighting.advance(known, List.of(), ASKED, NOW.plus(Duration.ofHours(24)))).isEmpty();
    assertThat(Sighting.advance(List.of(), List.of(seen(1, "shop", "s", 24 * 3600)), ASKED, NOW))
        .as("an idle session")
        .isEmpty();
  }

  @Test
  void thereIsABoundForADatabase() {
    List<Seen> seen =
        IntStream.range(0, 2 * Sighting.MOST).mapToObj(i -> seen(i, "shop", "s", i)).toList();
    Set<Long> all = LongStream.range(0, 2 * Sighting.MOST).boxed().collect(Collectors.toSet());
    assertThat(Sighting.advance(List.of(), seen, all, NOW))
        .hasSize(Sighting.MOST)
        .allMatch(s -> s.queryId() < Sighting.MOST);
  }

  private static Seen seen(long queryId, String application, String session, long secondsAgo) {
    return new Seen(5, queryId, application, session, Duration.ofSeconds(secondsAgo));
  }
}
