package dev.warrant.reasoning.deduce;

/// What a step does with the columns of a row it has found.
final class Columns {
  private final int[] bind;
  private final int[] into;
  private final int[] check;
  private final int[] against;

  /// @param bind columns that give a register its value
  /// @param into those registers
  /// @param check columns that must equal a register set by this very row
  /// @param against those registers
  Columns(int[] bind, int[] into, int[] check, int[] against) {
    this.bind = bind;
    this.into = into;
    this.check = check;
    this.against = against;
  }

  /// Binds, then checks.
  ///
  /// @return whether the row fits
  boolean take(long[] data, int offset, long[] registers) {
    for (int i = 0; i < bind.length; i++) {
      registers[into[i]] = data[offset + bind[i]];
    }
    for (int i = 0; i < check.length; i++) {
      if (data[offset + check[i]] != registers[against[i]]) {
        return false;
      }
    }
    return true;
  }
}
