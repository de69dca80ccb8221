package dev.warrant.governance.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Fills the run into a command line that leaves it out, as `--run` or in its place, whichever the
/// command takes.
final class RunLeftOut {
  private RunLeftOut() {}

  /// The words with the run in them, where the command takes one and none is named.
  static List<String> in(CommandLine root, List<String> words, String asked) {
    CommandLine command = root;
    int at = 0;
    for (CommandLine sub = sub(root, words, 0); sub != null; sub = sub(command, words, at)) {
      command = sub;
      at++;
    }
    List<String> out = new ArrayList<>(words);
    CommandSpec spec = command.getCommandSpec();
    List<String> rest = words.subList(at, words.size());
    if (spec.findOption("--run") != null) {
      if (rest.stream().noneMatch(w -> w.equals("--run") || w.startsWith("--run="))) {
        out.addAll(List.of("--run", asked));
      }
    } else if (takesRun(spec) && (rest.isEmpty() || rest.getFirst().startsWith("-"))) {
      out.add(at, asked);
    }
    return out;
  }

  private static @Nullable CommandLine sub(CommandLine of, List<String> words, int at) {
    return at < words.size() ? of.getSubcommands().get(words.get(at)) : null;
  }

  private static boolean takesRun(CommandSpec spec) {
    return spec.positionalParameters().stream()
        .anyMatch(p -> p.index().min() == 0 && p.paramLabel().equals("RUN"));
  }
}
