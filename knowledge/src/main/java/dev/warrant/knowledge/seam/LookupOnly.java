package dev.warrant.knowledge.seam;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// States that the hash collections a class makes are only ever looked up, never iterated, so that
/// no hash order can reach an output. Without it, making one is a finding of the architecture test.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface LookupOnly {
  /// Why that is so.
  String value();
}
