package dev.warrant.reasoning.deduce;

/// The steps of a rule, for one choice of the atom that must be new.
///
/// @param registers what the registers hold at the start: constants, and zero for variables
record Plan(Op first, long[] registers) implements Step {
  /// The register of `now`.
  static final int NOW = 0;

  @Override
  public void run(Frame f, long now) {
    f.registers = registers.clone();
    f.registers[NOW] = now;
    first.run(f);
  }
}
