package dev.warrant.reasoning.session;

import java.util.SortedMap;

/// What rule texts and the classes made of them must pass before any of their code may run.
public interface RuleFence {
  /// Checks texts by path, before they are compiled.
  ///
  /// @throws RulesRefused naming file and line of the first thing that is not allowed
  void checkTexts(SortedMap<String, String> texts);

  /// Checks class files by path, after compiling or reading them from the cache, before loading.
  ///
  /// @throws RulesRefused naming the first class and member that is not allowed
  void checkClasses(SortedMap<String, byte[]> classes);
}
