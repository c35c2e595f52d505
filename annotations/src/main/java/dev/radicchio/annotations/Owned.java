package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that bytes change hands: who receives them frees them. They are in a block of the module's
 * own allocator, which {@link WasmModule#malloc()} and {@link WasmModule#free()} name, whoever
 * manages the program's heap.
 *
 * <p>On a parameter of a {@link WasmModule} method, a {@code String}, {@code byte[]} or {@code
 * ByteBuffer}, it says that the guest frees the bytes. Java frees them only if the guest is not
 * called, because there is no room for a later argument for instance. If the guest traps, they are
 * lost.
 *
 * <p>On a method that returns a {@code String} or {@code byte[]}, it says that the guest gives the
 * bytes away: Java copies and frees them, also if they are no text.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface Owned {}
