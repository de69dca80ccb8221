/// How orders came about, in the W3C's words for provenance: PROV-JSON.
@NullMarked
package dev.warrant.governance.audit.prov;

import org.jspecify.annotations.NullMarked;
