package dev.warrant.reasoning.feasible;

import java.util.List;

/// A limit that several intents share, made linear: the sum of coefficient times lots added to the
/// worst case may not pass the bound, both in 1e-8 USDT. It errs toward refusal.
///
/// @param limit id of the limit
/// @param coefficients one for each proposal, none negative
public record SharedCap(String limit, List<Long> coefficients, long bound) {
  public SharedCap {
    coefficients = List.copyOf(coefficients);
  }
}
