/// What people decide under their signatures: who they are, what is proposed, approved, live,
/// rolled back or overridden, what is restricted for the day, and when a desk is released from a
/// breach. A proposal is checked before it is signed, so this room uses the check of `cli.rules`.
@NullMarked
package dev.warrant.governance.cli.release;

import org.jspecify.annotations.NullMarked;
