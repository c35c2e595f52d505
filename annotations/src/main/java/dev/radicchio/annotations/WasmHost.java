package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface whose methods guests import.
 *
 * <pre>{@code
 * @WasmHost("env")
 * interface Console {
 *   @WasmImport("console_log")
 *   void log(@Utf8 String message);
 * }
 *
 * @SharedMemory(hosts = Console.class)
 * interface Geometry { ... }
 *
 * LinkedGeometry.with(System.out::println).link();
 * }</pre>
 *
 * <p>A method means the import of its name, else that of its name in snake_case, else what {@link
 * WasmImport} says. Types are those of modules' methods, with the guest as the caller; results are
 * numbers, structs or records of numbers. A first parameter of type {@code dev.radicchio.Caller}
 * tells which instance calls, and gives its memory and heap. Addresses are the program's, whichever
 * instance calls; a plain {@code int} is what the guest passed. What a method throws, which must be
 * unchecked, reaches the Java code that called the guest as it is.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WasmHost {

  /** The module that guests import the methods from, the first of an import's two names. */
  String value();
}
