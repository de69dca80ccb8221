/// What the house measures about itself, beside what others publish.
@NullMarked
package dev.warrant.governance.bench;

import org.jspecify.annotations.NullMarked;
