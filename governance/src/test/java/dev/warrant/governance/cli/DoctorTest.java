package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.seam.Clock;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
  @Test
  void ourOwnVenueOnThePortIsFine() throws IOException {
    Clock clock = Clock.system();
    SimVenue venue =
        SimVenue.generated(1, clock.nanos(), new SimVenue.Funding(1_000_000_000_000L, 3));
    try (VenueServer server =
        new VenueServer(VenueServer.Config.standard(), venue.venue(), clock)) {
      server.start();
      assertThat(DoctorCommand.port(server.port()))
          .isEqualTo(server.port() + ": the simulated venue is running there");
    }
  }

  @Test
  void anybodyElseOnThePortIsNot() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> DoctorCommand.port(other.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + other.getLocalPort());
    }
  }

  @Test
  void whatMakesStartsQuickIsTold(@TempDir Path root) throws IOException {
    assertThat(DoctorCommand.starts(root))
        .isEqualTo(
            "no quick starts of desks yet: the next demo makes them; "
                + "no quick starts of questions yet: the next question makes them");
    Path state = Files.createDirectory(root.resolve(".warrant"));
    Files.write(state.resolve("warrant.aot"), new byte[3 << 20]);
    Files.createFile(state.resolve("questions.jsa.for"));
    assertThat(DoctorCommand.starts(root))
        .isEqualTo(
            "desks start on 3 MiB of classes loaded ahead; "
                + "no quick starts of questions: they could not be made here");
  }
}
