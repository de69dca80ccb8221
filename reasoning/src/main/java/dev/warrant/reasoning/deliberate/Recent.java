package dev.warrant.reasoning.deliberate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What a pure function came to for the arguments it was asked about last.
final class Recent<K, V> {
  private static final int MOST = 512;

  private final LinkedHashMap<K, V> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
          return size() > MOST;
        }
      };

  boolean has(K key) {
    return known.containsKey(key);
  }

  V of(K key, Function<K, V> otherwise) {
    V found = known.get(key);
    if (found == null) {
      found = otherwise.apply(key);
      known.put(key, found);
    }
    return found;
  }
}
