package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Measures what a log costs: leaves into tiles on disk, and proofs of leaves anywhere in it.
public final class LogBench {
  private static final int LEAF_BYTES = 112;
  private static final int PROOFS = 20_000;

  private LogBench() {}

  /// What was measured.
  ///
  /// @param leavesPerSecond hashed, and their tiles written
  /// @param proofNanos median of an inclusion proof of a leaf chosen at random
  /// @param nextProofNanos the same for leaves one after the other
  public record Result(long leaves, long leavesPerSecond, long proofNanos, long nextProofNanos) {}

  /// Grows a log of `leaves` in an empty folder and proves some of them, each proof checked.
  public static Result run(Path folder, long leaves) {
    byte[] leaf = new byte[LEAF_BYTES + 32];
    long began = Stopwatch.ticks();
    Checkpoint head;
    try (TileStore store = new TileStore(folder)) {
      TreeBuilder tree = new TreeBuilder(store);
      for (long i = 0; i < leaves; i++) {
        fill(leaf, i);
        tree.append(leaf, 0, length(i));
        if (i % TilePath.FULL == 0) {
          store.forget();
        }
      }
      tree.partials(store);
      head = Checkpoint.of("bench", leaves, tree.root());
    }
    long took = Stopwatch.ticks() - began;
    try (TileNodes nodes = TileNodes.quick(folder, leaves)) {
      SeededRandom random = new SeededRandom(1);
      prove(nodes, head, random, false);
      long anywhere = prove(nodes, head, random, false);
      long next = prove(nodes, head, random, true);
      return new Result(leaves, leaves * 1_000_000_000L / Math.max(1, took), anywhere, next);
    }
  }

  private static void fill(byte[] leaf, long i) {
    for (int b = 0; b < Long.BYTES; b++) {
      leaf[12 + b] = (byte) (i >>> 8 * b);
    }
  }

  private static int length(long i) {
    return LEAF_BYTES + (int) (i & 31);
  }

  private static long prove(
      TileNodes nodes, Checkpoint head, SeededRandom random, boolean inOrder) {
    Proofs proofs = new Proofs(nodes);
    TreeHash hash = new TreeHash();
    byte[] leaf = new byte[LEAF_BYTES + 32];
    long[] nanos = new long[PROOFS];
    long at = 0;
    for (int i = 0; i < PROOFS; i++) {
      at = inOrder ? (at + 1) % head.size() : (random.nextLong() >>> 1) % head.size();
      long began = Stopwatch.ticks();
      List<Digest> path = proofs.inclusion(at, head.size());
      nanos[i] = Stopwatch.ticks() - began;
      fill(leaf, at);
      byte[] data = Arrays.copyOf(leaf, length(at));
      if (!Proofs.includes(hash.leaf(data), at, head.size(), path, head.root())) {
        throw new IllegalStateException("the proof of leaf " + at + " does not hold");
      }
    }
    Arrays.sort(nanos);
    return nanos[PROOFS / 2];
  }
}
