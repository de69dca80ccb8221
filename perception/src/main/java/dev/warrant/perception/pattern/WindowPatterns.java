package dev.warrant.perception.pattern;

import java.util.List;

/// Recognises one pattern of a pack, and can tell what each match stood on. For questions; a desk
/// has no use for it.
public interface WindowPatterns extends Patterns {
  /// What the match that is being told stood on.
  ///
  /// @throws IllegalStateException if none is being told
  PatternWindow window();

  /// The statement as the engine was given it: the pack's, which also selects its window.
  String statement();

  /// Makes ready to recognise one pattern.
  ///
  /// @param sources all pattern files of the pack
  /// @throws PatternException if its file cannot be used, or its window not be told
  /// @throws IllegalArgumentException if there is none of this name
  static WindowPatterns of(List<PatternSource> sources, String name) {
    return EsperWindows.load(sources, name);
  }
}
