package dev.warrant.reasoning.session;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Defines the classes of one pack; everything else comes from the desk's own loader.
final class RuleLoader extends ClassLoader {
  private final SortedMap<String, byte[]> classes;

  RuleLoader(@Nullable ClassLoader parent, SortedMap<String, byte[]> classes) {
    super("strategy-rules", parent);
    this.classes = classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
