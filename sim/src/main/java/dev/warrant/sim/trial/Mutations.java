package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Guards;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.PolicyReading;
import dev.warrant.rules.scenario.Expectation;
import dev.warrant.rules.scenario.Scenario;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks of each mutant of a policy whether some scenario notices. Of a deleted limit the vectors
/// and, apart from them, the stories must notice; of a moved parameter the vectors.
public final class Mutations {
  private final Path policy;
  private final DeskRules rules;
  private final List<Scenario> scenarios;

  /// What became of one mutant.
  ///
  /// @param what was changed
  /// @param byVector the vector that turned red, why the pack no longer loads, or empty
  /// @param byStory the story that turned red, `-` if stories were not asked, or empty
  public record Fate(String limit, String what, String byVector, String byStory) {
    /// Whether anything noticed.
    public boolean caught() {
      return !byVector.isEmpty() || !byStory.isEmpty() && !byStory.equals("-");
    }
  }

  /// Mutations of the pack in `policy`.
  ///
  /// @param trials loaded from the same pack, with all its scenarios
  public Mutations(Path policy, Trials trials) {
    this.policy = policy;
    rules = trials.rules();
    scenarios = trials.scenarios();
  }

  /// Makes and tries them all. Mutants live in a temporary folder that is removed again.
  ///
  /// @throws UncheckedIOException if there is no such folder to be had
  public List<Fate> run() {
    return run(_ -> true);
  }

  /// Makes and tries those of some limits and tables.
  List<Fate> run(Predicate<String> of) {
    PackFolder pack = PackFolder.read(policy);
    try {
      Path folder = Files.createTempDirectory("mutant");
      try {
        for (String path : pack.paths()) {
          write(folder, path, pack.text(path));
        }
        return Mutants.of(pack).stream()
            .filter(m -> of.test(m.limit()))
            .map(m -> fate(pack, folder, m))
            .toList();
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Fate fate(PackFolder pack, Path folder, Mutant m) {
    String path = m.files().firstKey();
    try {
      write(folder, path, Objects.requireNonNull(m.files().get(path)));
      PolicyPack mutated = PolicyPacks.load(folder);
      String byVector = vector(new PolicyReading(mutated));
      return new Fate(m.limit(), m.what(), byVector, m.deleted() ? story(m, folder, mutated) : "-");
    } catch (RuleException e) {
      return new Fate(m.limit(), m.what(), "the pack does not load: " + e.error().code(), "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      restore(folder, path, pack.text(path));
    }
  }

  private String vector(PolicyReading mutated) {
    for (Scenario s : scenarios) {
      if (s instanceof Scenario.Vector v && !Trial.vector(v, mutated).passed()) {
        return v.name();
      }
    }
    return "";
  }

  private String story(Mutant m, Path folder, PolicyPack mutated) {
    DeskRules changed = new DeskRules(mutated, rules.strategy(), rules.model(), Guards.of(mutated));
    try (Rehearsals rehearsals = new Rehearsals(folder, changed, null)) {
      for (Scenario s : scenarios) {
        // A limit that is gone has no parameter to be told under.
        if (s instanceof Scenario.Venue v
            && about(v, m.limit())
            && !rehearsals.under(v.under().without(m.limit())).run(v).passed()) {
          return v.name();
        }
      }
    }
    return "";
  }

  private static boolean about(Scenario.Venue v, String limit) {
    return v.expect() instanceof Expectation.Refused r
        && (r.limit().equals(limit) || r.asWell().contains(limit));
  }

  private static void restore(Path folder, String path, String text) {
    try {
      write(folder, path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve(path);
    @Nullable Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
