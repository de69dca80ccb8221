/// The tamper-evident log of a run: every record of its journal as a leaf of a Merkle tree after
/// RFC 6962, kept as C2SP tiles under signed checkpoints, with proofs that need nothing of ours to
/// check.
@NullMarked
package dev.warrant.knowledge.tlog;

import org.jspecify.annotations.NullMarked;
