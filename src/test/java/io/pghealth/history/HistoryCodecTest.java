package io.pghealth.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.snapshot.StatementWork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HistoryCodecTest {
  private final HistoryCodec codec = new HistoryCodec();

  @Test
  void everythingComesBackAsItWas() {
    for (int seed = 1; seed <= 5; seed++) {
      History history = new RandomHistory(seed, 2).next();
      assertThat(loaded(bytes(history))).isEqualTo(history);
    }
    assertThat(loaded(bytes(History.empty()))).isEqualTo(History.empty());
  }

  @Test
  void evidenceKeepsItsOrder() {
    History history = new RandomHistory(1, 9).next();
    Finding before = history.ledger().entries().getFirst().finding();
    Finding after = loaded(bytes(history)).ledger().entries().getFirst().finding();
    assertThat(List.copyOf(after.evidence().keySet()))
        .isEqualTo(List.copyOf(before.evidence().keySet()));
  }

  @Test
  void equalHistoriesGiveEqualBytes() {
    History history = new RandomHistory(7, 4).next();
    History copy = loaded(bytes(history));
    assertThat(bytes(copy)).isEqualTo(bytes(history));
    assertThat(bytes(loaded(bytes(copy)))).isEqualTo(bytes(history));
  }

  @Test
  void refusesAnewerFormatWithItsNumber() {
    byte[] newer = zip("{\"format\":2,\"history\":{\"somethingNew\":[1]}}");
    assertThat(codec.decode(newer)).isEqualTo(new Decoded.TooNew(2));
  }

  @Test
  void ignoresFieldsOfAYoungerVersionOfTheSameFormatAndFillsThoseOfAnOlderOne() {
    byte[] other = zip("{\"format\":1,\"history\":{\"systemIdentifier\":\"7\",\"new\":{\"a\":1}}}");
    History history = loaded(other);
    assertThat(history.systemIdentifier()).isEqualTo("7");
    assertThat(history.ledger()).isEqualTo(History.empty().ledger());
  }

  @Test
  void readsStatementsOfAnOlderVersionThatLacksWhatTheirExecutionsTouched() throws IOException {
    History history = new RandomHistory(2, 2).next();
    String json;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(history)))) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String older =
        json.replaceAll(",\"work\":\\[[^]]*]", "")
            .replaceAll(",\"raw\":\\[\\[.*?]]", "")
            .replaceAll(",\"coverage\":\\{[^}]*}", "")
            .replaceAll(",\"sightings\":\\[\\[.*?]]", "")
            .replaceAll(",\"lines\":\\[\\[.*?]]]", "")
            .replaceAll(",\"rollout\":\\{[^}]*}", "");
    assertThat(older)
        .doesNotContain(
            "\"work\"", "\"raw\"", "\"coverage\"", "\"sightings\"", "\"lines\"", "\"rollout\"")
        .isNotEqualTo(json);

    History read = loaded(zip(older));

    DatabasePlans plans = read.plans().databases().values().iterator().next();
    assertThat(plans.coverage()).isEqualTo(LoadCoverage.NOTHING);
    assertThat(plans.sightings()).isEmpty();
    assertThat(plans.shapes().values()).isNotEmpty().allMatch(shape -> shape.lines().isEmpty());
    assertThat(plans.changes()).isNotEmpty().allMatch(change -> change.rollout() == null);
    assertThat(plans.statements().getFirst().costs().raw()).isEmpty();
    assertThat(plans.statements().getFirst().costs().last().work()).isNull();
    assertThat(plans.statements().getFirst().costs().latest().work())
        .isEqualTo(StatementWork.none());
    assertThat(statements(read)).isEqualTo(statements(history));
  }

  @Test
  void aStatementIsOneObjectAsItAlwaysWasAndMayHaveNoPlanYet() throws IOException {
    Instant at = Instant.parse("2026-11-24T10:00:00Z");
    StatementHistory statement =
        StatementHistory.first(
            new StatementKey(10, 5, 42, true),
            "app",
            new Counters(at, 9, 9, 9, 1, 0, 1, 1, 90, 0, null, null),
            100);
    ObjectMapper mapper = HistoryMapper.create();
    String json = mapper.writeValueAsString(statement);
    assertThat(mapper.readTree(json).properties())
        .extracting(Map.Entry::getKey)
        .contains("key", "last", "recent", "transitions")
        .doesNotContain("costs", "plans");
    assertThat(mapper.readValue(json, StatementHistory.class)).isEqualTo(statement);
  }

  @Test
  void readsALedgerOfAnOlderVersionThatMeasuredNothing() throws IOException {
    String older =
        "{\"format\":1,\"history\":{\"ledger\":{\"entries\":[{\"finding\":{\"fingerprint\":\"A/1\","
            + "\"check\":\"A\",\"severity\":\"LOW\",\"confidence\":\"LOW\",\"statements\":[],"
            + "\"message\":\"m\",\"evidence\":{}},\"firstSeen\":\"2026-03-01T10:00:00Z\","
            + "\"lastChanged\":\"2026-03-01T10:00:00Z\",\"stale\":false,\"suppressed\":false,"
            + "\"dependant\":false,\"absentCycles\":1}],\"accepted\":[],\"recent\":[{\"kind\":"
            + "\"CLOSED\",\"finding\":{\"fingerprint\":\"A/2\",\"check\":\"A\",\"severity\":\"LOW\","
            + "\"confidence\":\"LOW\",\"statements\":[],\"message\":\"m\",\"evidence\":{}},"
            + "\"at\":\"2026-03-01T10:00:00Z\",\"reason\":\"object dropped\",\"silent\":false}],"
            + "\"unpublished\":[]}}}";

    History read = loaded(zip(older));

    assertThat(read.ledger().fixes()).isEmpty();
    assertThat(read.ledger().entries().getFirst().before()).isNull();
    assertThat(read.ledger().entries().getFirst().absentCycles()).isEqualTo(1);
    assertThat(read.ledger().recent().getFirst().measured()).isNull();
  }

  @Test
  void whateverIsDamagedIsCorruptAndNeverThrows() {
    byte[] good = bytes(new RandomHistory(3, 3).next());
    assertThat(codec.decode(new byte[0])).isInstanceOf(Decoded.Corrupt.class);
    assertThat(codec.decode("hello".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.Corrupt.class);
    for (int length : List.of(1, 9, 10, 11, good.length / 2, good.length - 1)) {
      assertThat(codec.decode(Arrays.copyOf(good, length)))
          .as("torn after %d bytes", length)
          .isInstanceOf(Decoded.Corrupt.class);
    }
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      // The header's time and flags carry nothing.
      int at = 10 + random.nextInt(good.length - 10);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      assertThat(codec.decode(bad)).as("byte %d", at).isInstanceOf(Decoded.Corrupt.class);
    }
  }

  @Test
  void damagedJsonIsCorruptAndItsContentIsNotTold() {
    for (String json :
        List.of(
            "null",
            "[]",
            "{}",
            "{\"history\":{},\"format\":1}",
            "{\"format\":\"1\",\"history\":{}}",
            "{\"format\":0,\"history\":{}}",
            "{\"format\":1}",
            "{\"format\":1,\"history\":null}",
            "{\"format\":1,\"history\":\"secret\"}",
            "{\"format\":99999999999,\"history\":{}}",
            "{\"format\":1,\"history\":{\"ledger\":{\"entries\":[{\"stale\":\"secret\"}]}}}",
            "{\"format\":1,\"history\":{\"ledger\":{\"entries\":[null]}}}",
            "{\"format\":1,\"history\":{}",
            "{\"format\":1,\"history\":{}} trailing",
            "{\"format\":1,\"history\":" + "[".repeat(100_000))) {
      Decoded decoded = codec.decode(zip(json));
      assertThat(decoded)
          .as(json.substring(0, Math.min(60, json.length())))
          .isInstanceOf(Decoded.Corrupt.class);
      assertThat(((Decoded.Corrupt) decoded).reason()).doesNotContain("secret");
    }
  }

  @Test
  void stopsBeforeABombExpands() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bomb)) {
      out.write(
          "{\"format\":1,\"history\":{\"systemIdentifier\":\"".getBytes(StandardCharsets.UTF_8));
      byte[] spaces = new byte[1 << 20];
      Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < 200; i++) {
        out.write(spaces);
      }
    }
    assertThat(bomb.size()).isLessThan(1 << 20);
    assertThat(codec.decode(bomb.toByteArray()))
        .isEqualTo(new Decoded.Corrupt("it expands to more than 16 MiB"));
  }

  @Test
  void overTheBoundTheLeastLoadedStatementsGoAndTheLedgerStays() {
    History history = new RandomHistory(11, 6).next();
    int all = statements(history);
    int whole = bytes(history).length;
    HistoryCodec tight = new HistoryCodec(whole * 7 / 10);

    Encoded.Fits fits = (Encoded.Fits) tight.encode(history);

    assertThat(fits.bytes().length).isLessThanOrEqualTo(whole * 7 / 10);
    History kept = loaded(fits.bytes());
    assertThat(statements(kept)).isEqualTo(all - fits.statementsLeftOut()).isLessThan(all);
    assertThat(kept.plans()).isEqualTo(history.plans().bounded(statements(kept)));
    assertThat(kept.ledger().entries()).isEqualTo(history.ledger().entries());
    assertThat(kept.evidence()).isEqualTo(history.evidence());
  }

  @Test
  void findingsLoseTheirTextsBeforeTheyLoseTheirLives() {
    History history = new RandomHistory(12, 6).next();
    History noPlans = history.withPlans(PlanHistory.empty());
    int least = bytes(noPlans.withLedger(noPlans.ledger().shrunk(0))).length;
    Encoded.Fits fits = (Encoded.Fits) new HistoryCodec(least + 200).encode(noPlans);
    History kept = loaded(fits.bytes());
    assertThat(kept.ledger().entries())
        .extracting(LedgerEntry::fingerprint, LedgerEntry::firstSeen)
        .isEqualTo(
            noPlans.ledger().entries().stream()
                .map(e -> org.assertj.core.groups.Tuple.tuple(e.fingerprint(), e.firstSeen()))
                .toList());
  }

  @Test
  void whatCanNeverFitIsSaid() {
    assertThat(new HistoryCodec(100).encode(new RandomHistory(13, 3).next()))
        .isInstanceOf(Encoded.TooLarge.class);
  }

  @Test
  void neverWritesWhatItWouldNotRead() throws IOException {
    // Highly compressible, so that it fits compressed and not expanded.
    History small = new RandomHistory(14, 1).next();
    History huge =
        small.withLedger(
            new io.pghealth.finding.LedgerState(
                java.util.Collections.nCopies(25_000, small.ledger().entries().getFirst()),
                List.of(),
                List.of(),
                List.of()));
    switch (codec.encode(huge)) {
      case Encoded.Fits(byte[] bytes, int left) -> {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          assertThat(in.readAllBytes().length).isLessThanOrEqualTo(HistoryCodec.MAX_EXPANDED);
        }
        loaded(bytes);
      }
      case Encoded.TooLarge tooLarge -> assertThat(tooLarge.bytes()).isPositive();
    }
  }

  private static int statements(History history) {
    return history.plans().databases().values().stream().mapToInt(d -> d.statements().size()).sum();
  }

  private byte[] bytes(History history) {
    return ((Encoded.Fits) codec.encode(history)).bytes();
  }

  private History loaded(byte[] bytes) {
    assertThat(codec.decode(bytes)).isInstanceOf(Decoded.Loaded.class);
    return ((Decoded.Loaded) codec.decode(bytes)).history();
  }

  private static byte[] zip(String json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
