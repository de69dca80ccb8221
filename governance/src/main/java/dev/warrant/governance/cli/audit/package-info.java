/// The record of a run as evidence: kept, indexed, verified, replayed, witnessed, queried, and
/// taken away as reports, samples and masked copies.
@NullMarked
package dev.warrant.governance.cli.audit;

import org.jspecify.annotations.NullMarked;
