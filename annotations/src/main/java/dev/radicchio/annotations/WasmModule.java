package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that describes what one WebAssembly module exports.
 *
 * <p>Each abstract method stands for one exported function: the export of the same name, else the
 * one of the same name in snake_case, so that {@code createObject} finds {@code create_object}. Use
 * {@link WasmExport} for any other name.
 *
 * <p>A method may mean an exported global instead, which it gets if it takes nothing, and sets if
 * it takes a value and returns nothing: {@code int counter()} and {@code void counter(int)}, or
 * {@code int getCounter()} and {@code void setCounter(int)}, for the global {@code counter}. Only
 * mutable globals can be set. A function of the method's name goes first. {@link Pointer} says that
 * a global is an address.
 *
 * <p>Types map as follows; the processor checks each method against the type of its export.
 *
 * <table>
 *   <caption>Wasm types and the Java types they map to</caption>
 *   <tr><th scope="col">Wasm</th><th scope="col">Java</th></tr>
 *   <tr><td>{@code i32}</td><td>{@code int}, {@code boolean}; {@link Pointer @Pointer} {@code
 *       int}, an address</td></tr>
 *   <tr><td>{@code i64}</td><td>{@code long}</td></tr>
 *   <tr><td>{@code f32}</td><td>{@code float}</td></tr>
 *   <tr><td>{@code f64}</td><td>{@code double}</td></tr>
 *   <tr><td>no result</td><td>{@code void}</td></tr>
 *   <tr><td>several results</td><td>a record with one component for each result</td></tr>
 * </table>
 *
 * <p>The interface becomes callable as part of a {@link SharedMemory} program that has an accessor
 * of its type.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WasmModule {

  /**
   * The module's file: the path of a class-path resource, without a leading slash, for example
   * {@code "wasm/common.wasm"}.
   *
   * <p>The same path is read at compile time, to check the interface, and at run time, to link the
   * module.
   */
  String value();

  /** How the module is to be moved, where it is not to be detected. */
  Relocation relocation() default Relocation.DETECTED;

  /**
   * The address that its static data must have in a program, or what it occupies if it cannot be
   * moved; another one is an error. -1 asks for none.
   *
   * <p>For a module that cannot be moved it also says that numbers in its code that are lower are
   * no addresses. Without it, all memory from the lowest number on that may be one is left to the
   * module.
   */
  long base() default -1;

  /**
   * How much memory the module may use, in pages of 64 KiB counted from address 0; -1 leaves that
   * open.
   *
   * <p>For a module that cannot be moved, and that uses what its host tells it to above its {@code
   * __heap_base} and leaves it to the host to make room there. Without it, nothing else may lie
   * above such a module. It is an error for others, and if the module was linked with more.
   */
  int pages() default -1;

  /**
   * By how many pages of 64 KiB the module's memory may grow where it has a range of its own in the
   * program's: where it is rebased, or others lie above it. What it could grow by is reserved from
   * the start; beyond that its {@code memory.grow} fails. -1 is as much as it starts with, and 256
   * at least, or what it declares if that is less; a module that only uses the pages that it gets
   * grows at the end of the program's memory instead, without such a limit, unless another takes
   * what is there.
   */
  int growPages() default -1;

  /**
   * Whether the module must reach memory below its base, if it is rebased: the stack of others and
   * the data of those in front of it. That adds instructions to each of its accesses; without it
   * they trap.
   */
  boolean reachBelow() default false;

  /**
   * The export that allocates the blocks of the module that {@link Owned} bytes are in: C's {@code
   * malloc}, or a function that takes a size and an alignment ({@code __wbindgen_malloc}), or
   * {@code cabi_realloc}.
   */
  String malloc() default "";

  /**
   * The export that frees what {@link #malloc()} gave: C's {@code free}, or a function that takes
   * the size, or the size and the alignment, as well ({@code __wbindgen_free}), or {@code
   * cabi_realloc}.
   */
  String free() default "";
}
