package dev.warrant.governance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A desk in a new JVM, against a venue in the same: milliseconds from the JVM's start.
final class StartRow implements Row {
  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Figure> run(Scope scope) {
    Path cache = scope.scratch().resolve("rules-cache");
    List<Figure> out = new ArrayList<>();
    long[] cold = probe(scope, cache, 1, null);
    out.add(Figure.of("start, rules not cached: can refuse", cold[0] / 1e3, "s"));
    out.add(Figure.of("start, rules not cached: can trade", cold[1] / 1e3, "s"));
    long[] warm = probe(scope, cache, 2, null);
    out.add(
        Figure.of("start, rules cached: can refuse and cancel", warm[0] / 1e3, "s")
            .anchor("target 2 s"));
    out.add(
        Figure.of("start, rules cached: can trade", warm[1] / 1e3, "s")
            .anchor("target 8 s")
            .atMost(8));
    Path aot = scope.root().resolve(".warrant/warrant.aot");
    if (Files.isReadable(aot)) {
      long[] fast = probe(scope, cache, 3, aot);
      out.add(Figure.of("start, rules cached, AOT cache: can refuse", fast[0] / 1e3, "s"));
      out.add(Figure.of("start, rules cached, AOT cache: can trade", fast[1] / 1e3, "s"));
    }
    return out;
  }

  private static long[] probe(
      Scope scope, Path cache, int number, @Nullable Path aot) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseZGC", "-Xmx2g", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-Xlog:disable"));
    if (aot != null) {
      command.add("-XX:AOTCache=" + aot);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StartProbe.class.getName());
    command.add(scope.root().toString());
    command.add(scope.scratch().resolve("start-" + number).toString());
    command.add(cache.toString());
    try {
      Process child =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = child.waitFor();
      String[] words = said.strip().split(" ", -1);
      if (code != 0 || words.length != 2) {
        throw new IllegalStateException("the started desk ended with " + code + ": " + said);
      }
      return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a JVM", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a desk started", e);
    }
  }
}
