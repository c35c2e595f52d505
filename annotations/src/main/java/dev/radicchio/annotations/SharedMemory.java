package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that describes a program: the module instances that share one linear memory,
 * one function table and one stack.
 *
 * <p>Each abstract method takes no argument and returns one of
 *
 * <ul>
 *   <li>a {@link WasmModule} interface: the method is the accessor of one instance, named after the
 *       method. Two accessors of one module type are two instances of that module, each with its
 *       own static data. The data of the instances lies in memory in the order of their accessors;
 *   <li>{@code dev.radicchio.memory.FlatMemory}: the memory of the program.
 * </ul>
 *
 * <p>The interface may extend {@link AutoCloseable} and redeclare {@code close()} without an
 * exception. For an interface {@code Geometry} the processor generates, in the same package, {@code
 * LinkedGeometry} and {@code GeometryLayout}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SharedMemory {

  /**
   * The size in bytes of the stack that all instances share, or 0 to derive it from the stacks that
   * the modules were built with.
   */
  int stackBytes() default 0;

  /**
   * The most pages of 64 KiB that the memory may ever have, the initial ones included, or 0 for no
   * limit but that of 32-bit addresses.
   */
  int maxPages() default 0;
}
