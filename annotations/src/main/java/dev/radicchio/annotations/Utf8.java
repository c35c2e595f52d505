package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Passes a {@code String} as the address and the length of its bytes in UTF-8.
 *
 * <p>As a parameter of a module it takes two {@code i32} parameters of the guest; the bytes are
 * freed after the call. As a result it is two {@code i32} results, or one {@code i64} with the
 * address in its high half, and the bytes stay the guest's. The address is translated for a guest
 * that is rebased.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface Utf8 {}
