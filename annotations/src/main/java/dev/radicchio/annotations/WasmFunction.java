package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface with one abstract method as the type of a function pointer.
 *
 * <pre>{@code
 * @WasmFunction
 * interface Comparator {
 *   int compare(int a, int b);
 * }
 *
 * @WasmModule("sort.wasm")
 * interface Sort {
 *   void sort(int numbers, int count, Comparator comparator);
 * }
 * }</pre>
 *
 * <p>As a parameter of a module it takes a lambda, which the guest can call until the call returns;
 * as a result, or as a parameter of a host, it is the function that the guest's pointer points to.
 * {@code null} is the null pointer. For an interface {@code Comparator} the processor generates, in
 * the same package, {@code ComparatorFunction}, which lends a lambda for longer.
 *
 * <p>Addresses that it takes and returns are those of the program, and are translated for a guest
 * that is rebased.
 *
 * <p>A guest that keeps a lambda and calls it after that traps, and the message says which one it
 * was. Its pointer stands for another one only after 1,000 others were lent.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WasmFunction {}
