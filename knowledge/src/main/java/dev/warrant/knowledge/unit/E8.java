package dev.warrant.knowledge.unit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/// Marks a `long` that counts units of 1e-8: of USDT for money and mark prices, of one for rates.
@Documented
@Target(ElementType.TYPE_USE)
public @interface E8 {}
