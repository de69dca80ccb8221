package dev.warrant.reasoning.session;

import dev.warrant.rules.fence.DrlFence;
import java.util.SortedMap;

/// What rule texts and the classes made of them must pass before any of their code may run.
public interface RuleFence {
  /// Checks texts by path, before they are compiled.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming file and line of the first thing that is
  ///   not allowed
  void checkTexts(SortedMap<String, String> texts);

  /// Checks class files by path, after compiling or reading them from the cache, before loading.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming the first class and member that is not
  ///   allowed
  void checkClasses(SortedMap<String, byte[]> classes);

  /// The house fence around rules in the package `intents`.
  static RuleFence house() {
    DrlFence fence = DrlFence.intents();
    return new RuleFence() {
      @Override
      public void checkTexts(SortedMap<String, String> texts) {
        fence.checkTexts(texts);
      }

      @Override
      public void checkClasses(SortedMap<String, byte[]> classes) {
        fence.checkClasses(classes);
      }
    };
  }
}
