package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that something is an address.
 *
 * <p>On the getter of a {@link WasmStruct} it marks a field that is a pointer to another struct,
 * and not that struct itself; the result is {@code null} for address 0.
 *
 * <p>On a method of a {@link WasmModule} that gets or sets an {@code i32} global, or on its
 * parameter, it says that the global is an address.
 *
 * <p>On an {@code int} that a method takes or returns, or on a component of a record that it
 * returns, it says that this is an address in the program's memory. A rebased module has other
 * addresses for the same bytes, and only what is declared as an address is translated; 0 stays 0.
 * That holds for methods of {@link WasmModule}, {@link WasmHost} and {@link WasmFunction}
 * interfaces. A number that is an address only at times, as where -1 means failure, is better left
 * without: {@code LinkedProgram.address} and {@code Caller.address} translate it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Pointer {}
