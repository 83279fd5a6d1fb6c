package io.pghealth.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.postgres.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void escapesWhatForgesLinesOrTurnsTextAround() {
    assertThat(Text.prose("a\nStatus:  True\r\t\0\u001b[31m\u2028\u202eb", 100))
        .isEqualTo("a\\nStatus:  True\\r\\t\\u0000\\u001B[31m\\u2028\\u202Eb");
    assertThat(Text.prose("\ud800 \udb40\udc41", 100)).isEqualTo("\\uD800 \\U000E0041");
    assertThat(Text.prose("Größe 10 µs 🐘 日本", 100)).isEqualTo("Größe 10 µs 🐘 日本");
    assertThat(Text.prose(null, 100)).isNull();
  }

  @Test
  void shortensByCodePointsAndBytesAndNeverCutsACharacter() {
    assertThat(Text.prose("🐘🐘🐘🐘", 4)).isEqualTo("🐘🐘🐘🐘");
    assertThat(Text.prose("🐘🐘🐘🐘🐘", 4)).isEqualTo("🐘🐘🐘…");
    assertThat(Text.note("ääää", 8)).isEqualTo("ääää");
    assertThat(Text.note("äääää", 8)).isEqualTo("ää…");
  }

  @Test
  void staysWithinItsBoundsWhateverItIsGiven() {
    Random random = new Random(4);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int j = 0; j < length; j++) {
        text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
      }
      int limit = 4 + random.nextInt(30);
      String prose = Text.prose(text.toString(), limit);
      assertThat(prose.codePointCount(0, prose.length())).isLessThanOrEqualTo(limit);
      String note = Text.note(text.toString(), limit);
      assertThat(note.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limit);
      assertThat(Printable.plain(prose) && Printable.plain(note)).isTrue();
      assertThat(new String(note.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(note);
    }
  }
}
