package dev.warrant.governance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.knowledge.seam.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `rules check` of 150 limits, 25 intent rules and 25 clauses, each time in a new JVM: from
/// nothing, and again after one limit was edited. Elapsed time holds the JVM's start.
final class CheckRow implements Row {
  private static final long SEED = 7;

  @Override
  public String name() {
    return "check";
  }

  @Override
  public List<Figure> run(Scope scope) {
    int limits = scope.quick() ? 50 : 150;
    String what = "check of " + limits + " limits, 25 rules, 25 clauses";
    Path folder = scope.scratch().resolve("made");
    MadePacks made = new MadePacks(limits, 25, 25, SEED);
    try {
      made.write(folder, scope.root().resolve("rules/packs"));
      double[] cold = check(scope, folder);
      MadePacks.edit(folder);
      double[] warm = check(scope, folder);
      return List.of(
          Figure.of(what + ", from nothing", cold[0], "s").anchor("target 30 s"),
          Figure.of(what + ", from nothing, processor", cold[1], "s"),
          Figure.of(what + ", one limit edited", warm[0], "s").anchor("target 5 s"),
          Figure.of(what + ", one limit edited, processor", warm[1], "s"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write packs or start a JVM", e);
    }
  }

  private static double[] check(Scope scope, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx2g", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-Xlog:disable", "-Dwarrant.root=" + scope.root()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.warrant.governance.cli.Main", "rules", "check", "--json"));
    command.addAll(List.of("--policy", folder.resolve("policy").toString()));
    command.addAll(List.of("--strategy", folder.resolve("strategy").toString()));
    command.addAll(List.of("--proofs", folder.resolve("proofs").toString(), "--no-save"));
    long start = Stopwatch.ticks();
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a check", e);
    }
    double seconds = (Stopwatch.ticks() - start) / 1e9;
    JsonNode answer = new ObjectMapper().readTree(said);
    if (!answer.path("proved").asBoolean()) {
      throw new IllegalStateException("the made packs are not proved: " + said);
    }
    return new double[] {seconds, answer.path("processorSeconds").asDouble()};
  }
}
