package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.unit.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A tree that keeps all its nodes, computed the plain way, to hold others against.
final class Grown implements NodeSource {
  private final TreeHash hash = new TreeHash();
  private final List<List<Digest>> rows = new ArrayList<>();

  static Grown of(int leaves) {
    Grown tree = new Grown();
    for (int i = 0; i < leaves; i++) {
      tree.add(data(i));
    }
    return tree;
  }

  static Grown ofRun(Path run) {
    Grown tree = new Grown();
    SampleRuns.leaves(run).forEach(tree::add);
    return tree;
  }

  static byte[] data(long i) {
    return ("leaf " + i).getBytes(StandardCharsets.UTF_8);
  }

  void add(byte[] data) {
    Digest top = hash.leaf(data);
    for (int h = 0; ; h++) {
      if (h == rows.size()) {
        rows.add(new ArrayList<>());
      }
      List<Digest> row = rows.get(h);
      row.add(top);
      if (row.size() % 2 == 1) {
        return;
      }
      top = hash.node(row.get(row.size() - 2), top);
    }
  }

  @Override
  public Digest node(int height, long index) {
    return rows.get(height).get((int) index);
  }

  static Digest hex(String text) {
    return Digest.read(HexFormat.of().parseHex(text), 0);
  }

  static Digest flip(Digest d, int bit) {
    byte[] bytes = d.bytes();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return Digest.read(bytes, 0);
  }

  static List<Digest> flip(List<Digest> path, int step, int bit) {
    List<Digest> out = new ArrayList<>(path);
    out.set(step, flip(path.get(step), bit));
    return out;
  }
}
