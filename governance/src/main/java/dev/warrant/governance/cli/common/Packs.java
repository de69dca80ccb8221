package dev.warrant.governance.cli.common;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Rebuilding;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.prove.Hierarchy;
import dev.warrant.rules.pack.Lineage;
import dev.warrant.rules.pack.PolicyPacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The packs a run is started with: copied beside its journal, and read from there, so that the run
/// can be replayed whatever happens to the originals.
public final class Packs {
  private Packs() {}

  public static Path housePolicy() {
    return Runs.root().resolve("rules/packs/house-policy");
  }

  public static Path houseStrategy() {
    return Runs.root().resolve("rules/packs/house-strategy");
  }

  /// Where shipped packs lie; parents of a policy are looked for here too.
  static Path home() {
    return Runs.root().resolve("rules/packs");
  }

  /// Reads both packs; parents of the policy are looked for beside it and among the shipped ones.
  public static DeskRules load(Path policy, Path strategy) {
    return DeskRules.load(policy, strategy, home());
  }

  /// Folder of compiled rules, shared by all runs and keyed by digest.
  public static Path cache() {
    return Runs.root().resolve(".warrant/cache");
  }

  /// Folder of what was proved about guards, for starts at the simulator.
  public static Path proofs() {
    return Runs.root().resolve(".warrant/proofs");
  }

  /// Copies both packs into the run and reads them there. A run that has packs keeps them.
  public static DeskRules adopt(RunFolder folder, Path policy, Path strategy) throws IOException {
    if (!Files.exists(folder.policy())) {
      copy(policy, folder.policy());
      copy(strategy, folder.strategy());
      parents(policy, folder);
    }
    return of(folder);
  }

  /// A new folder that goes when the process ends.
  public static Path temporary() {
    try {
      Path made = Files.createTempDirectory("warrant-packs");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(made), "clear"));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for a policy", e);
    }
  }

  private static void clear(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    } catch (IOException e) {
      // It lies where the system keeps what may go.
      System.err.println("warrant: " + folder + " was left: " + e.getMessage());
    }
  }

  /// Whether a policy lies inside its parents.
  ///
  /// @throws dev.warrant.rules.text.RuleException if one of them cannot be had
  public static Hierarchy hierarchy(Path policy) {
    List<Lineage.Ancestor> above = Lineage.of(policy, home()).above();
    return above.isEmpty()
        ? new Hierarchy(List.of())
        : Hierarchy.prove(
            PolicyPacks.load(policy), above.stream().map(Lineage.Ancestor::pack).toList());
  }

  /// Keeps the parents of a policy beside the run.
  public static void parents(Path policy, RunFolder folder) throws IOException {
    for (Lineage.Ancestor a : Lineage.of(policy, home()).above()) {
      keep(a.folder(), folder.kept(a.pack().digest()));
    }
  }

  /// Keeps the packs a run is about to start under, so that this epoch can be replayed even if they
  /// are edited before the next.
  public static void keep(RunFolder folder, DeskRules rules) throws IOException {
    keep(policy(folder), folder.kept(rules.policy().digest()));
    keep(folder.strategy(), folder.kept(rules.strategy().digest()));
  }

  private static void keep(Path from, Path to) throws IOException {
    if (!Files.isDirectory(to)) {
      copy(from, to);
    }
  }

  /// Packs a run was under earlier, if they were kept.
  public static @Nullable DeskRules kept(
      RunFolder folder, Digest policyDigest, Digest strategyDigest) {
    Path policy = folder.kept(policyDigest);
    Path strategy = folder.kept(strategyDigest);
    return Files.isDirectory(policy) && Files.isDirectory(strategy) ? load(policy, strategy) : null;
  }

  /// What it takes to play a run again; tells its progress on the standard error.
  public static Rebuilding rebuilding(RunFolder folder) {
    return rebuilding(folder, n -> System.err.printf("replayed %,d inputs%n", n));
  }

  /// The same, with somebody who hears how many inputs were played, now and then.
  public static Rebuilding rebuilding(RunFolder folder, LongConsumer progress) {
    return new Rebuilding(
        of(folder), (policy, strategy) -> kept(folder, policy, strategy), cache(), progress);
  }

  /// The policy of a run: the one it was given, or the last it was switched to.
  public static Path policy(RunFolder folder) {
    return folder.policyInForce();
  }

  /// The packs a run was started with, or was switched to.
  public static DeskRules of(RunFolder folder) {
    return load(policy(folder), folder.strategy());
  }

  public static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      throw new IllegalArgumentException("no pack folder " + from);
    }
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
