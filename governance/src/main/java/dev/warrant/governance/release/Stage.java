package dev.warrant.governance.release;

import dev.warrant.knowledge.release.ReleaseException;
import java.util.Locale;

/// How far a proposal has come.
public enum Stage {
  PROPOSED,
  APPROVED,
  /// Decides beside the live version, without effect.
  SHADOW,
  /// Trades with scaled parameters.
  CANARY,
  LIVE,
  SUPERSEDED,
  WITHDRAWN;

  /// In lower case, as it is written.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// A stage that can be activated.
  ///
  /// @throws ReleaseException if it is none
  public static Stage parse(String word) {
    for (Stage s : new Stage[] {SHADOW, CANARY, LIVE}) {
      if (s.text().equals(word)) {
        return s;
      }
    }
    throw new ReleaseException("stage-unknown", "\"" + word + "\"", "shadow, canary or live");
  }
}
