package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An order that `why` is asked about, in its run and in copies of it that were forged.
///
/// @param folder where the run lies, as `whole`, and its copies
record AskedOrder(Path folder, String order) {
  /// A copy of the run, to forge.
  Path copy(String name) throws IOException {
    Path to = folder.resolve(name);
    Packs.copy(folder.resolve("whole"), to);
    return to;
  }

  Said why(Path run, String... more) {
    List<String> args =
        new ArrayList<>(List.of("why", order, "--run", run.toString(), "--depth", "short"));
    args.addAll(List.of(more));
    return Said.by(args.toArray(String[]::new));
  }

  /// Nothing is explained, and the reason told.
  void alarmed(Said said, String because) {
    assertThat(said.code()).as(said.out() + said.err()).isEqualTo(1);
    assertThat(said.out())
        .startsWith("UNEXPLAINED: " + order + "\nALARM: ")
        .contains(because)
        .doesNotContain("expected edge", "Verified");
  }
}
