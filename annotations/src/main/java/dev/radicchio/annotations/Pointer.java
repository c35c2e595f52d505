package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a {@link WasmStruct} that is a pointer to another struct, and not that struct
 * itself. It belongs on the getter, whose result is {@code null} for address 0.
 *
 * <p>On a method of a {@link WasmModule} that gets or sets an {@code i32} global, or on its
 * parameter, it says that the global is an address: the method then gives and takes addresses of
 * the program, which differ from those in the global if the module is rebased; 0 stays 0.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Pointer {}
