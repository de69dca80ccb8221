package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DeskConfigTest {
  @Test
  void whatTheJournalKeepsReadsBackAsTheSameDesk() {
    DeskConfig config = DeskConfig.standard();
    assertThat(DeskConfig.parse(config.canonical())).isEqualTo(config);
    DeskConfig one = config.on(List.of("ETHUSDT"));
    assertThat(DeskConfig.parse(one.canonical())).isEqualTo(one);
  }

  @Test
  void aTextThatIsNoConfigurationIsRefused() {
    assertThatThrownBy(() -> DeskConfig.parse("DeskConfig([\"BTCUSDT\"],1,2)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a desk's configuration");
  }
}
