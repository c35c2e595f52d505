package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Passes a {@code String} as the address of its bytes in UTF-8 with a NUL behind them.
 *
 * <p>As a parameter of a module it takes one {@code i32} parameter of the guest; the bytes are
 * freed after the call. As a result the bytes stay the guest's. The address is translated for a
 * guest that is rebased.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface CString {}
