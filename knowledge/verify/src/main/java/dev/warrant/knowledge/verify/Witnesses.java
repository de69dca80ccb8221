package dev.warrant.knowledge.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Outside keys that whoever verifies trusts, and how many of them must have cosigned.
///
/// @param keys verifier keys `NAME+ID+BASE64`
/// @param quorum so many; all that are named if it is not said. Fewer than one, or more than are
///   named, is an error of whoever asks
public record Witnesses(List<String> keys, OptionalInt quorum) {
  public Witnesses {
    keys = List.copyOf(keys);
  }

  /// All of these must have cosigned.
  public static Witnesses all(List<String> keys) {
    return new Witnesses(keys, OptionalInt.empty());
  }

  /// What a command line says.
  ///
  /// @param quorum null for all
  public static Witnesses of(List<String> keys, @Nullable Integer quorum) {
    return new Witnesses(keys, quorum == null ? OptionalInt.empty() : OptionalInt.of(quorum));
  }

  /// Whether nobody is named, nor a number of them.
  public boolean none() {
    return keys.isEmpty() && quorum.isEmpty();
  }

  /// The keys, each once.
  List<TrustedKey> parsed() throws Unfit {
    List<TrustedKey> out = new ArrayList<>();
    for (String text : keys) {
      TrustedKey key = TrustedKey.parse(text, TrustedKey.WITNESS);
      for (TrustedKey other : out) {
        if (other.key().equals(key.key())) {
          throw new Unfit(
              "witnesses "
                  + other.name()
                  + " and "
                  + key.name()
                  + " have the same key\nMaybe it was named twice: one voice counts once.");
        }
      }
      out.add(key);
    }
    int needed = needed();
    if (quorum.isPresent() && (needed < 1 || needed > keys.size())) {
      throw new Unfit(
          "quorum "
              + needed
              + " of "
              + keys.size()
              + " witnesses that are named, expected 1 to "
              + keys.size()
              + "\nMaybe name each with --witness, or leave --quorum out: all must have cosigned.");
    }
    return out;
  }

  /// The same, none of which may be the log's own: that would vouch for itself.
  void beside(TrustedKey log) throws Unfit {
    for (TrustedKey key : parsed()) {
      if (key.key().equals(log.key())) {
        throw new Unfit(
            "witness "
                + key.name()
                + " has the key of the log "
                + log.name()
                + "\nMaybe the desk gave it as a witness's: it is nobody outside.");
      }
    }
  }

  int needed() {
    return quorum.orElse(keys.size());
  }

  /// What one of them vouches for.
  @FunctionalInterface
  interface Vouching {
    /// Null for nothing.
    LogVerdict.@Nullable Witnessed of(TrustedKey witness);
  }

  /// Asks each.
  ///
  /// @param without what is said, before a name, where too few cosigned
  /// @throws Unfit if fewer than the quorum cosigned
  LogVerdict.Outside ask(Vouching each, String without) throws Unfit {
    List<LogVerdict.Witnessed> by = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (TrustedKey witness : parsed()) {
      LogVerdict.Witnessed vouched = each.of(witness);
      if (vouched == null) {
        missing.add(witness.name());
      } else {
        by.add(vouched);
      }
    }
    if (by.size() < needed()) {
      throw new Unfit(
          without
              + String.join(", ", missing)
              + ": "
              + LogVerdict.Outside.counted(by.size(), keys.size(), needed()));
    }
    return new LogVerdict.Outside(by, missing, needed());
  }

  /// Those that cosigned this head.
  ///
  /// @throws Unfit if fewer than the quorum did
  LogVerdict.Outside on(Head head) throws Unfit {
    return ask(
        witness ->
            witness.signed(head.note())
                ? new LogVerdict.Witnessed(
                    witness.name(), head.size(), witness.seconds(head.note()), 0)
                : null,
        "no cosignature of ");
  }
}
