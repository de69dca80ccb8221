/// What can be said of a policy before it may trade: theorems over all orders it admits, and
/// findings about its limits. Guards are proved in [dev.warrant.reasoning.prove].
@NullMarked
package dev.warrant.reasoning.check;

import org.jspecify.annotations.NullMarked;
