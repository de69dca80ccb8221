package dev.warrant.reasoning.diagnose;

import java.io.Serial;

/// A diagnosis rule base cannot be loaded or run.
public final class DiagnosisError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  DiagnosisError(String where, String what) {
    super("CLIPS-DIAGNOSIS: " + where + ": " + what);
  }
}
