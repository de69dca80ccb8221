package dev.warrant.governance.release;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Guards;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.Hierarchy;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.reasoning.prove.ProofCache;
import dev.warrant.rules.pack.Lineage;
import dev.warrant.rules.pack.PolicyPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The proof of both guards of a start, and that the policy lies inside its parents, made on a
/// thread of its own while the desk opens its engines. For the simulator a proof of the same bytes
/// and policy is remembered in a folder; that file is nobody's word, so a start anywhere else
/// proves anew.
public final class StartProof {
  /// Goes with the name of what is remembered; a change to the prover takes another.
  private static final String VERSION = "warrant start proof 3";

  private final Guards guards;
  private final PolicyPack policy;
  private final Lineage lineage;
  private final @Nullable Path cache;
  private final FutureTask<Digest> task = new FutureTask<>(this::prove);
  private volatile long nanos;
  private volatile boolean remembered;

  private StartProof(DeskRules rules, @Nullable Path cache) {
    guards = rules.guards();
    policy = rules.policy();
    lineage = rules.lineage();
    this.cache = cache;
  }

  /// Begins to prove.
  ///
  /// @param cache folder of what was proved before, for the simulator; null to prove anew
  public static StartProof begin(DeskRules rules, @Nullable Path cache) {
    StartProof made = new StartProof(rules, cache);
    Thread.ofPlatform().name("proof").daemon().start(made.task);
    return made;
  }

  /// Whether it is about the guards of `rules`.
  public boolean about(DeskRules rules) {
    return rules.guards().digests().equals(guards.digests())
        && rules.policy().digest().equals(policy.digest());
  }

  /// Waits for it.
  ///
  /// @return digest over the proofs of both guards, for the certificate
  /// @throws IllegalStateException naming the guard and what is not proved of it
  /// @throws ReleaseException if a table has a gap or an overlap
  public Digest await() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("the proof of the guards failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the guards were proved", e);
    }
  }

  /// How long proving took; for people, and part of nothing.
  public long nanos() {
    return nanos;
  }

  /// Whether it was proved before.
  public boolean remembered() {
    return remembered;
  }

  private Digest prove() {
    long start = Stopwatch.ticks();
    SoundTables.demand(policy);
    Digest kept = remember();
    if (kept != null) {
      remembered = true;
      return kept;
    }
    PolicyProof prover = new PolicyProof(new ProofCache());
    GuardProof orders =
        proved(
            prover.prove(
                GuardClaim.entry(policy).stating(guards.orders().stated("entry")),
                guards.orders().classBytes()));
    GuardProof exits =
        proved(
            prover.prove(
                GuardClaim.exit(policy).stating(guards.exits().stated("exit")),
                guards.exits().classBytes()));
    Digest both =
        Digest.sha256(orders.digest().hex() + exits.digest().hex() + inside().digest().hex());
    keep(both);
    nanos = Stopwatch.ticks() - start;
    return both;
  }

  private Hierarchy inside() {
    Hierarchy line =
        Hierarchy.prove(policy, lineage.above().stream().map(Lineage.Ancestor::pack).toList());
    if (!line.proved()) {
      throw new IllegalStateException(
          "no desk starts with a policy that may do what its parent may not: " + line.says());
    }
    return line;
  }

  private GuardProof proved(GuardProof proof) {
    if (!proof.proved()) {
      String what =
          proof.counterexample().map(Object::toString).orElse("open: " + proof.open().size());
      throw new IllegalStateException(
          "the "
              + proof.guard()
              + " guard of policy "
              + policy.name()
              + " is not proved to do what its limits say, so no desk starts with it; "
              + what);
    }
    return proof;
  }

  private @Nullable Path file() {
    String name =
        VERSION
            + policy.digest()
            + guards.orders().digest()
            + guards.exits().digest()
            + Canon.digest(guards.orders().stated("entry"))
            + Canon.digest(guards.exits().stated("exit"));
    return cache == null ? null : cache.resolve(Digest.sha256(name).hex());
  }

  private @Nullable Digest remember() {
    Path file = file();
    try {
      return file == null || !Files.isRegularFile(file)
          ? null
          : Digest.parse(Files.readString(file).strip());
    } catch (IOException | IllegalArgumentException e) {
      // What cannot be read was not proved.
      return null;
    }
  }

  private void keep(Digest proof) {
    Path file = file();
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), "proof", ".part");
      Files.writeString(part, proof.hex() + "\n");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remember the proof in " + file, e);
    }
  }
}
