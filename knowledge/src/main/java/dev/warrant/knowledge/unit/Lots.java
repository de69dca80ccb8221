package dev.warrant.knowledge.unit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/// Marks a `long` that counts quantity lots of its instrument.
@Documented
@Target(ElementType.TYPE_USE)
public @interface Lots {}
