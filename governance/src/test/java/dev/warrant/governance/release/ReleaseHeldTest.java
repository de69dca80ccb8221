package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Statement.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who releases a desk from what holds it.
final class ReleaseHeldTest {
  private static final Held BREACH = new Held("run-1", 918, "daily-loss", "account");

  @TempDir private Path home = Path.of("");
  private Office office;

  @SuppressWarnings("NullAway.Init") // set before each test
  ReleaseHeldTest() {}

  @BeforeEach
  void open() throws IOException {
    office = new Office(home);
  }

  private House signed(String by, Held held) throws IOException {
    return office.put(Held.KIND, by, held.lines("agreed"));
  }

  @Test
  void twoPeopleOfRiskAreCountedAndNobodyTwice() throws IOException {
    assertThat(office.open().releases().released(BREACH)).isEmpty();
    assertThat(signed("alice", BREACH).releases().released(BREACH)).containsOnlyKeys("alice");
    assertThatThrownBy(() -> signed("alice", BREACH))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("alice releasing again");
    assertThat(signed("bob", BREACH).releases().released(BREACH)).containsOnlyKeys("alice", "bob");
    assertThat(office.open().releases().released(BREACH)).containsOnlyKeys("alice", "bob");
  }

  @Test
  void anOperatorReleasesNothing() {
    assertThatThrownBy(() -> signed("olga", BREACH))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("release by olga, who is operator");
  }

  @Test
  void whatIsSignedIsOneBreachOfOneRun() throws IOException {
    signed("alice", BREACH);
    for (Held other :
        List.of(
            new Held("run-2", 918, "daily-loss", "account"),
            new Held("run-1", 919, "daily-loss", "account"),
            new Held("run-1", 918, "heat", "account"),
            new Held("run-1", 918, "daily-loss", "BTCUSDT"))) {
      assertThat(office.open().releases().released(other)).isEmpty();
      assertThat(signed("bob", other).releases().released(other)).containsOnlyKeys("bob");
    }
    assertThat(office.open().releases().released(BREACH)).containsOnlyKeys("alice");
  }

  @Test
  void aRevokedKeyCountsNoMore() throws IOException {
    signed("alice", BREACH);
    signed("bob", BREACH);
    office.put(
        "revoke",
        "alice",
        List.of(new Line("key", office.key("bob").open().text()), new Line("why", "lost")));
    assertThat(office.open().releases().released(BREACH)).containsOnlyKeys("alice");
  }

  @Test
  void aStatementThatLeavesSomethingOutIsRefused() {
    assertThatThrownBy(() ->
            office.put(
                Held.KIND, "alice", List.of(new Line("run", "run-1"), new Line("opened", "0"))))
        .isInstanceOf(ReleaseException.class);
  }
}
