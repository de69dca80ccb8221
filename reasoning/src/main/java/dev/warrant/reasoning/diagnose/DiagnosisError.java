package dev.warrant.reasoning.diagnose;

import dev.warrant.rules.text.Place;
import java.io.Serial;

/// A diagnosis rule base cannot be loaded or run.
public final class DiagnosisError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /// Where; the name of what was done if it was no file.
  private final transient Place place;

  private final String what;

  DiagnosisError(String where, String what) {
    this(Place.of(where), what);
  }

  DiagnosisError(Place place, String what) {
    super("CLIPS-DIAGNOSIS: " + place + ": " + what);
    this.place = place;
    this.what = what;
  }

  /// The construct at fault.
  Place place() {
    return place;
  }

  /// What CLIPS says.
  String what() {
    return what;
  }
}
