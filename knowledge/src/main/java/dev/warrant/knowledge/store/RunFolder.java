package dev.warrant.knowledge.store;

import java.nio.file.Path;

/// Where the parts of a run lie in its folder.
public final class RunFolder {
  private RunFolder() {}

  /// The journal's segments.
  public static Path journal(Path runDir) {
    return runDir.resolve("journal");
  }

  /// The trace's files.
  public static Path trace(Path runDir) {
    return runDir.resolve("trace");
  }

  /// The projection's database file.
  public static Path database(Path runDir) {
    return runDir.resolve("desk.mv.db");
  }

  /// How the projection's file was when it was built.
  public static Path databaseSum(Path runDir) {
    return runDir.resolve("desk.sum");
  }
}
