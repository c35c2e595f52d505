package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lays out a {@link WasmStruct} without padding, as C's {@code __attribute__((packed))} does: its
 * fields and the struct itself are aligned to 1. Structs inside it keep their own layout, and
 * interfaces that extend it do not inherit it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Packed {}
