package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverrideFileTest {
  private static final Path HOUSE = SharedData.root().resolve("rules/packs/house-policy");
  private static final String SIZE =
      "{limit: order-size, parameter: max, value: \"2000\", unit: USDT}";
  private static final String HEAT = "{limit: heat, parameter: share, value: \"20\", unit: \"%\"}";

  @TempDir private Path temp = Path.of("");

  private OverrideFile read(String changes) throws IOException {
    Path file = temp.resolve("tonight.yaml");
    Files.writeString(
        file,
        changes
            + """

            venue: simulated
            desk: main
            until: 2026-11-20T20:00:00Z
            reason: expiry
            """);
    return OverrideFile.read(file);
  }

  private static String several(String... changes) {
    return "changes:\n  - " + String.join("\n  - ", changes);
  }

  @Test
  void oneChangeAtTheTopIsReadAsEver() throws IOException {
    OverrideFile old = read("limit: order-size\nparameter: max\nvalue: \"2000\"\nunit: USDT");
    OverrideFile now = read(several(SIZE));
    assertThat(old.says(HOUSE))
        .isEqualTo("order-size.max 2000 USDT, was 3000: expiry")
        .isEqualTo(now.says(HOUSE));
    assertThat(old.onto(HOUSE, temp.resolve("old")).digest())
        .isEqualTo(now.onto(HOUSE, temp.resolve("now")).digest());
  }

  @Test
  void severalChangesAreOnePolicyWhateverTheirOrder() throws IOException {
    OverrideFile both = read(several(SIZE, HEAT));
    assertThat(both.says(HOUSE))
        .isEqualTo("order-size.max 2000 USDT, was 3000; heat.share 20 %, was 25: expiry");
    Path to = temp.resolve("both");
    assertThat(both.onto(HOUSE, to).digest())
        .isEqualTo(read(several(HEAT, SIZE)).onto(HOUSE, temp.resolve("turned")).digest());
    assertThat(Files.readString(to.resolve("limits/1-position.yaml"))).contains("value: \"2000\"");
    assertThat(Files.readString(to.resolve("limits/2-portfolio.yaml"))).contains("value: \"20\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "changes: [SIZE, SIZE] | found order-size.max again",
        "changes: [] | tonight.yaml:1:10: found",
        "changes: SIZE | tonight.yaml:1:10: found",
        "changes: [SIZE];limit: heat | tonight.yaml:2:1: found limit beside changes",
        "changes: [{limit: heat, parameter: share, value: 20}] | tonight.yaml:1:11: found",
      })
  void whatIsNoListOfChangesIsRefusedWithItsPlace(String text, String told) {
    assertThatThrownBy(() -> read(text.replace(';', '\n').replace("SIZE", SIZE)))
        .hasMessageContaining(told);
  }

  @Test
  void aChangeInAnotherUnitOrToWhatIsLiveIsRefusedWithItsPlace() throws IOException {
    OverrideFile unit = read(several(SIZE, HEAT.replace("\"%\"", "USDT")));
    assertThatThrownBy(() -> unit.says(HOUSE))
        .hasMessageContaining("tonight.yaml:3:5: 20 USDT for heat.share")
        .hasMessageContaining("[override-unit]");
    OverrideFile same = read(several(SIZE, HEAT.replace("20", "25")));
    assertThatThrownBy(() -> same.onto(HOUSE, temp.resolve("none")))
        .hasMessageContaining("[override-same]");
  }
}
