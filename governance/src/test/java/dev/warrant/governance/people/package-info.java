/// Holds keys, people and their log to the rules.
@NullMarked
package dev.warrant.governance.people;

import org.jspecify.annotations.NullMarked;
