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
 *   <li>{@code dev.radicchio.memory.FlatMemory}: the memory of the program;
 *   <li>{@code dev.radicchio.memory.Heap}: its heap;
 *   <li>{@code dev.radicchio.LinkedProgram}: the program as code that is not generated sees it.
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

  /**
   * A resource that pins the layout, such as {@code "geometry.layout"}, or nothing for none: a text
   * with all addresses and table slots, which is committed beside the modules. The compilation
   * fails with the difference when a module that was rebuilt moves something. The option {@code
   * -Aradicchio.updateLayout=true} writes the file anew, in the directory that {@code
   * -Aradicchio.layoutDirectory} names. It is looked up there, then as modules are.
   */
  String layoutFile() default "";

  /** Who manages the heap. */
  HeapPolicy heap() default HeapPolicy.HOST;

  /** With {@link HeapPolicy#GUEST}: the accessor of the instance that manages the heap. */
  String heapOwner() default "";

  /**
   * With {@link HeapPolicy#GUEST}: the owner's export that allocates. It takes a size, as C's
   * {@code malloc}; or a size and an alignment; or is the Canonical ABI's {@code cabi_realloc}.
   */
  String malloc() default "malloc";

  /**
   * With {@link HeapPolicy#GUEST}: the owner's export that frees. It takes an address, as C's
   * {@code free}; or that, the size, and maybe the alignment; or is {@code cabi_realloc}. One that
   * takes the size frees what Java allocated only, and serves no module that imports {@code free}.
   */
  String free() default "free";

  /**
   * The hosts: {@link WasmHost} interfaces, and classes with the engine's {@code @HostModule}. An
   * object of each is given to {@code with(...)} of the generated class before {@code link()}, in
   * this order.
   */
  Class<?>[] hosts() default {};

  /**
   * Whether guests may import WASI preview 1. The engine's {@code WasiOptions} are then given to
   * {@code with(...)}, after the hosts; its module {@code wasi} has to be on the class path.
   */
  boolean wasi() default false;

  /**
   * Modules whose functions and globals are given as the engine's {@code ImportValues} to {@code
   * with(...)}, after all others. That they are there, and of the right types, is checked only when
   * the program is linked.
   */
  String[] importValues() default {};

  /**
   * Whether the program is linked and compiled to bytecode when its interface is compiled, as the
   * option {@code -Aradicchio.precompile=true} asks for all programs. It then starts without
   * reading modules, linking and compiling, and calls of guests are calls of Java methods. What
   * runs it needs neither the engine's compiler nor the modules' files.
   */
  boolean precompile() default false;

  /**
   * What runs the program. A program that is precompiled is so for one engine, and runs on that.
   */
  WasmEngine engine() default WasmEngine.PRESENT;
}
