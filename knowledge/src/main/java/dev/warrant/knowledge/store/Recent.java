package dev.warrant.knowledge.store;

import dev.warrant.knowledge.unit.Digest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Remembers what belongs to the latest nodes of a trace, in bounded memory. A trace leaves out a
/// node it holds already only if that is among its latest 262 144, so no child lies further back.
final class Recent<V> {
  private static final int GENERATION = 1 << 18;

  private Map<Digest, V> young = new TreeMap<>();
  private Map<Digest, V> old = new TreeMap<>();

  void put(Digest id, V value) {
    if (young.size() == GENERATION) {
      old = young;
      young = new TreeMap<>();
    }
    young.put(id, value);
  }

  @Nullable V get(Digest id) {
    V found = young.get(id);
    return found == null ? old.get(id) : found;
  }
}
