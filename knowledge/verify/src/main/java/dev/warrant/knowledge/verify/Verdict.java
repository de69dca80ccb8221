package dev.warrant.knowledge.verify;

import java.util.HexFormat;

/// What the verifier found.
public sealed interface Verdict {
  /// The exit status that says the same.
  int exitStatus();

  /// Every byte is what its writer wrote.
  ///
  /// @param firstSeq first input that is there; above 1 if older segments were retired
  /// @param closed whether the writer closed the journal
  /// @param tornBytes bytes at the end of a journal that was not closed, whole neither as a record
  ///   nor as padding and covered by no durability mark; the next start cuts them
  /// @param stripped whether it is a copy without conclusions
  /// @param inputHead SHA-256 head of the input chain, hexadecimal
  /// @param root SHA-256 over both heads, hexadecimal
  record Clean(
      long records,
      long firstSeq,
      long lastSeq,
      boolean closed,
      long tornBytes,
      boolean stripped,
      String inputHead,
      String root)
      implements Verdict {
    @Override
    public int exitStatus() {
      return 0;
    }

    @Override
    public String toString() {
      String state = closed ? "closed" : tornBytes == 0 ? "not closed" : "not closed, torn tail";
      return "clean: "
          + records
          + " records, inputs "
          + firstSeq
          + " to "
          + lastSeq
          + ", "
          + state
          + (tornBytes == 0 ? "" : " of " + tornBytes + " bytes that no durability mark covers")
          + (stripped ? ", stripped of conclusions" : "")
          + "\ninput chain "
          + inputHead
          + "\nroot        "
          + root;
    }
  }

  /// Something is not what its writer wrote.
  ///
  /// @param offset first bad byte, or the start of the first bad record
  /// @param seq last good input before it
  record Tampered(String file, long offset, long seq, String what) implements Verdict {
    @Override
    public int exitStatus() {
      return 1;
    }

    @Override
    public String toString() {
      return "TAMPERED: "
          + file
          + " at byte "
          + offset
          + ", after sequence number "
          + seq
          + ": "
          + what;
    }
  }

  /// There is no journal here that could be read.
  record Unreadable(String why) implements Verdict {
    @Override
    public int exitStatus() {
      return 2;
    }

    @Override
    public String toString() {
      return "unreadable: " + why;
    }
  }

  /// Bytes in hexadecimal.
  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
