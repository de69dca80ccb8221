package dev.warrant.knowledge.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatementTest {
  private static final Statement SOME =
      new Statement(
          "freeze",
          7,
          Digest.sha256("before"),
          Instant.parse("2026-11-20T13:04:50Z"),
          "alice",
          List.of(new Line("why", "spread of BTCUSDT doubled: größer als gewöhnlich")));

  @Test
  void aStatementReadsAsItWasWritten() {
    assertThat(Statement.parse(SOME.bytes())).isEqualTo(SOME);
    assertThat(SOME.text()).startsWith("warrant statement 1\nkind: freeze\nnumber: 7\nprevious: ");
  }

  @Test
  void whateverIsChangedIsAnotherStatementOrNone() {
    byte[] bytes = SOME.bytes();
    SeededRandom random = new SeededRandom(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] other = bytes.clone();
      if (i < bytes.length * 8) {
        other[i / 8] ^= (byte) (1 << i % 8);
      } else {
        other[random.nextInt(other.length)] = (byte) random.nextInt(256);
      }
      if (!Arrays.equals(other, bytes)) {
        assertThat(differs(other)).isTrue();
      }
    }
  }

  private static boolean differs(byte[] bytes) {
    try {
      Statement read = Statement.parse(bytes);
      return !read.equals(SOME) && Arrays.equals(read.bytes(), bytes);
    } catch (ReleaseException e) {
      return true;
    }
  }

  @Test
  void textThatShowsSomethingElseThanItSaysIsRefused() {
    for (String value :
        List.of(
            "safe\nkind: activate",
            "limit \u202e02 ot 01\u202c",
            "in\u200bvisible",
            "non\u00a0breaking",
            "bell\u0007",
            "half \ud83d",
            " indented",
            "",
            "x".repeat(2_001))) {
      assertThatThrownBy(() -> new Line("why", value)).isInstanceOf(ReleaseException.class);
    }
  }

  @Test
  void otherFormsOfTheSameContentAreRefused() {
    String text = SOME.text();
    for (String other :
        List.of(
            text + "\n",
            text.stripTrailing(),
            text.replace("number: 7", "number: 07"),
            text.replace("number: 7", "number: +7"),
            text.replace("13:04:50Z", "13:04:50.000Z"),
            text.replace("13:04:50Z", "14:04:50+01:00"),
            text.replace("why: ", "why:  "),
            text.replace("\n", "\r\n"),
            text.replace("kind: freeze\nnumber: 7", "number: 7\nkind: freeze"))) {
      assertThatThrownBy(() -> Statement.parse(other.getBytes(StandardCharsets.UTF_8)))
          .as(other)
          .isInstanceOf(ReleaseException.class);
    }
  }
}
