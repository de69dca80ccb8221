package dev.warrant.reasoning.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What a pure function came to for the arguments it was asked about last. To be used by one
/// thread.
public final class Recent<K, V> {
  private final LinkedHashMap<K, V> known;

  /// @param most how many arguments are remembered; who was not asked about for longest is
  ///   forgotten first
  public Recent(int most) {
    known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /// Whether it is remembered.
  public boolean has(K key) {
    return known.containsKey(key);
  }

  /// What it came to, by `otherwise` if that is not remembered.
  public V of(K key, Function<K, V> otherwise) {
    V found = known.get(key);
    if (found == null) {
      found = otherwise.apply(key);
      known.put(key, found);
    }
    return found;
  }
}
