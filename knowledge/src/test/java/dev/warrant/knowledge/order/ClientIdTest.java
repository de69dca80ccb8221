package dev.warrant.knowledge.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.seam.SeededRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ClientIdTest {
  @Test
  void anIdIsReadBackAndIsWhatBase36Says() {
    SeededRandom random = new SeededRandom(3);
    for (int i = 0; i < 10_000; i++) {
      int epoch = random.nextInt(1 << random.nextInt(25));
      long warrant = random.nextLong() >>> 13 + random.nextInt(50);
      int ordinal = random.nextInt(1 << random.nextInt(31));
      ClientId id = new ClientId("WXS".charAt(i % 3), epoch, warrant, ordinal);
      String digits = padded(epoch, 5) + padded(warrant, 10) + padded(ordinal, 6);
      assertThat(id.text()).isEqualTo(id.purpose() + digits.toUpperCase(Locale.ROOT));
      assertThat(ClientId.isOurs(id.text())).isTrue();
      assertThat(ClientId.parse(id.text())).isEqualTo(id);
    }
  }

  private static String padded(long n, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", Long.toString(n, 36)).replace(' ', '0');
  }

  @Test
  void whatDoesNotFitIsRefused() {
    long most = 3_656_158_440_062_975L; // 36^10 - 1
    assertThat(new ClientId('W', 0, most, 0).text()).isEqualTo("W00000ZZZZZZZZZZ000000");
    assertThatThrownBy(() -> new ClientId('W', 0, most + 1, 0).text())
        .hasMessageContaining("10 base-36 digits");
    assertThatThrownBy(() -> new ClientId('W', 60_466_176, 0, 0).text())
        .hasMessageContaining("5 base-36 digits");
    assertThatThrownBy(() -> new ClientId('W', 0, 0, -1).text())
        .hasMessageContaining("6 base-36 digits");
  }
}
