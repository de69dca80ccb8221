package dev.warrant.governance.audit.reconcile;

import dev.warrant.knowledge.tlog.NoteSigner;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// How results are kept.
///
/// @param outside tells the folders that get a copy of each
/// @param signer gives the key of the run's log
/// @param clock whose time the questions to the venue carry, in words
public record Keeping(Supplier<List<Path>> outside, Supplier<NoteSigner> signer, String clock) {
  /// A desk on the machine's clock.
  public static final String MACHINE = "the machine's clock";

  /// A backtest.
  public static final String VIRTUAL = "a virtual clock, the same as the simulated venue's";
}
