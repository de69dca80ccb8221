package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// Inclusion and consistency proofs: made after RFC 6962 §2.1.1 and §2.1.2, checked after RFC 9162
/// §2.1.3.2 and §2.1.4.2. Checking needs nothing but its arguments. Not safe for use by two
/// threads.
public final class Proofs {
  private final NodeSource nodes;
  private final TreeHash hash = new TreeHash();

  /// Proofs over the tree that `nodes` knows.
  public Proofs(NodeSource nodes) {
    this.nodes = nodes;
  }

  /// Proof that leaf `index` is in the tree of the first `size` leaves: sibling roots from the leaf
  /// up.
  ///
  /// @throws IndexOutOfBoundsException if there is no such leaf
  public List<Digest> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("leaf " + index + " of " + size);
    }
    List<Digest> path = new ArrayList<>();
    include(index, 0, size, path);
    return path;
  }

  private void include(long index, long from, long to, List<Digest> path) {
    if (to - from == 1) {
      return;
    }
    long split = from + split(to - from);
    if (index < split) {
      include(index, from, split, path);
      path.add(root(split, to));
    } else {
      include(index, split, to, path);
      path.add(root(from, split));
    }
  }

  /// Proof that the tree of the first `size` leaves continues the one of the first `old`; empty if
  /// `old` is 0 or `size`.
  ///
  /// @throws IndexOutOfBoundsException if `old` is more than `size`
  public List<Digest> consistency(long old, long size) {
    if (old < 0 || old > size) {
      throw new IndexOutOfBoundsException("from " + old + " to " + size + " leaves");
    }
    List<Digest> path = new ArrayList<>();
    if (old > 0 && old < size) {
      consist(old, 0, size, true, path);
    }
    return path;
  }

  private void consist(long old, long from, long to, boolean known, List<Digest> path) {
    if (old == to - from) {
      if (!known) {
        path.add(root(from, to));
      }
      return;
    }
    long half = split(to - from);
    if (old <= half) {
      consist(old, from, from + half, known, path);
      path.add(root(from + half, to));
    } else {
      consist(old - half, from + half, to, false, path);
      path.add(root(from, from + half));
    }
  }

  /// Root over leaves `from` to `to`; `from` is a multiple of the largest power of two within.
  public Digest root(long from, long to) {
    long n = to - from;
    if (n == 0) {
      return TreeHash.empty();
    }
    if (Long.bitCount(n) == 1) {
      int height = Long.numberOfTrailingZeros(n);
      return nodes.node(height, from >>> height);
    }
    long split = from + split(n);
    return hash.node(root(from, split), root(split, to));
  }

  /// The largest power of two below `n`.
  private static long split(long n) {
    return Long.highestOneBit(n - 1);
  }

  /// Whether `path` proves that the leaf with hash `leaf` is number `index` of the `size` leaves
  /// under `root`.
  public static boolean includes(
      Digest leaf, long index, long size, List<Digest> path, Digest root) {
    if (index < 0 || index >= size) {
      return false;
    }
    TreeHash hash = new TreeHash();
    Digest at = leaf;
    long node = index;
    long last = size - 1;
    for (Digest sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        at = hash.node(sibling, at);
        int shift = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= shift;
        last >>>= shift;
      } else {
        at = hash.node(at, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && at.equals(root);
  }

  /// Whether `path` proves that the `size` leaves under `root` begin with the `old` leaves under
  /// `oldRoot`.
  public static boolean continues(
      long old, Digest oldRoot, long size, Digest root, List<Digest> path) {
    if (old < 0 || old > size) {
      return false;
    }
    if (old == 0) {
      return path.isEmpty() && oldRoot.equals(TreeHash.empty());
    }
    if (old == size) {
      return path.isEmpty() && oldRoot.equals(root);
    }
    List<Digest> whole = new ArrayList<>(path);
    if (Long.bitCount(old) == 1) {
      whole.addFirst(oldRoot);
    }
    return !whole.isEmpty() && walk(old, oldRoot, size, root, whole);
  }

  private static boolean walk(
      long old, Digest oldRoot, long size, Digest root, List<Digest> whole) {
    TreeHash hash = new TreeHash();
    int odd = Long.numberOfTrailingZeros(old);
    long node = old - 1 >>> odd;
    long last = size - 1 >>> odd;
    Digest before = whole.getFirst();
    Digest after = before;
    for (Digest sibling : whole.subList(1, whole.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        before = hash.node(sibling, before);
        after = hash.node(sibling, after);
        int shift = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= shift;
        last >>>= shift;
      } else {
        after = hash.node(after, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && before.equals(oldRoot) && after.equals(root);
  }
}
