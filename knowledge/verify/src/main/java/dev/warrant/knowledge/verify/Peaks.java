package dev.warrant.knowledge.verify;

import java.util.ArrayList;
import java.util.List;

/// A Merkle tree after RFC 6962 that keeps only the roots of its perfect subtrees.
final class Peaks {
  private final Hashes hash = new Hashes();
  private final List<byte[]> peaks = new ArrayList<>();
  private long size;

  void add(byte[] leaf) {
    byte[] top = leaf;
    for (long n = size; (n & 1) == 1; n >>>= 1) {
      top = hash.node(peaks.removeLast(), top);
    }
    peaks.add(top);
    size++;
  }

  long size() {
    return size;
  }

  byte[] root() {
    if (peaks.isEmpty()) {
      return hash.nothing();
    }
    byte[] root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = hash.node(peaks.get(i), root);
    }
    return root;
  }
}
