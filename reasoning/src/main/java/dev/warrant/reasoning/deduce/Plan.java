package dev.warrant.reasoning.deduce;

/// The steps of a rule, for one choice of the atom that must be new.
final class Plan implements Step {
  /// The register of `now`.
  static final int NOW = 0;

  private final Op first;
  private final long[] registers;

  /// @param registers what the registers hold at the start: constants, and zero for variables
  Plan(Op first, long[] registers) {
    this.first = first;
    this.registers = registers;
  }

  @Override
  public void run(Frame f, long now) {
    f.registers = registers.clone();
    f.registers[NOW] = now;
    first.run(f);
  }
}
