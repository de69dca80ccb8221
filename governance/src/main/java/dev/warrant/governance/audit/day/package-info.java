/// One UTC day of a run as a compliance officer files it: tables as CSV, and one page that says
/// what they come to, what population they are of, and what they answer to which article.
@NullMarked
package dev.warrant.governance.audit.day;

import org.jspecify.annotations.NullMarked;
