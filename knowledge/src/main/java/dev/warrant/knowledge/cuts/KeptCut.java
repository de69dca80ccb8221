package dev.warrant.knowledge.cuts;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.unit.Digest;

/// A cut as it was handed to deliberation.
///
/// @param policy digest of the policy it was deliberated under
public record KeptCut(Cut cut, Digest policy) {}
