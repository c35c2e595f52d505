package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that describes a struct as C lays it out for wasm32.
 *
 * <pre>{@code
 * @WasmStruct
 * interface Point {
 *   int x();
 *   void x(int x);
 *
 *   double weight();
 *   void weight(double weight);
 * }
 * }</pre>
 *
 * <p>A field is an abstract method without parameters, the getter, and one that takes the field's
 * type, the setter. Fields are in the order of their getters, those of superinterfaces first; a
 * getter that is declared again stays where it was. Methods with a body are no fields.
 *
 * <table>
 *   <caption>Types of fields, and what C calls them</caption>
 *   <tr><th scope="col">Java</th><th scope="col">C</th></tr>
 *   <tr><td>{@code byte}, {@code short}, {@code int}, {@code long}</td>
 *       <td>{@code int8_t}, {@code int16_t}, {@code int32_t}, {@code int64_t}</td></tr>
 *   <tr><td>{@code char}</td><td>{@code uint16_t}</td></tr>
 *   <tr><td>{@code float}, {@code double}</td><td>the same</td></tr>
 *   <tr><td>{@code boolean}</td><td>{@code _Bool}; any byte but 0 is true</td></tr>
 *   <tr><td>an enum</td><td>an {@code enum} whose constants count from 0: 4 bytes, the
 *       ordinal</td></tr>
 *   <tr><td>a {@code @WasmStruct} interface, getter only</td>
 *       <td>that struct, inside this one</td></tr>
 *   <tr><td>the same with {@link Pointer}</td><td>a pointer to that struct; {@code null} is
 *       0</td></tr>
 *   <tr><td>{@code int x(int index)} with {@link Length}, and likewise all of the above; the setter
 *       is {@code void x(int index, int value)}</td><td>an array inside the struct</td></tr>
 *   <tr><td>{@code int}</td><td>any other pointer</td></tr>
 * </table>
 *
 * <p>Each field is aligned to its size, or to what it consists of, unless {@link Packed} or {@link
 * Offset} say otherwise; the struct is aligned to the most that a field is, and its size is a
 * multiple of that. Fields of superinterfaces are laid out as if they were declared here, which in
 * C is a struct that repeats them, not one that contains another.
 *
 * <p>Where a module of a program was compiled with debug information ({@code -g}), each struct that
 * the program passes to or from it is compared with the one that the guest's function has in its
 * place, member by member, and any difference is an error that shows both layouts. The same goes
 * for what its members contain and point to. A field stands for the member of its name or of its
 * name in snake_case; an underscore at its end is for names that Java does not allow. Fields and
 * members without a counterpart are differences, and so are those whose offset or type is not the
 * other's:
 *
 * <ul>
 *   <li>{@code byte}, {@code int} and {@code long} stand for integers and enums of their size with
 *       a sign or without, since Java has no others ({@code Integer.toUnsignedLong} and the like
 *       read them); {@code short} only for those with a sign, {@code char} only for those without.
 *   <li>A Java enum stands for an enum or an integer of 4 bytes; an {@code int} for any pointer;
 *       {@link Pointer} for a pointer to that struct, a {@code void *} and an unsigned integer of 4
 *       bytes.
 *   <li>What is no more than a wrapper (Rust's {@code Cell<T>}, {@code NonNull<T>} or {@code
 *       Option<&T>}) is what it wraps. An array has all elements of its dimensions.
 *   <li>Java cannot describe bit fields: a number under a name of its own stands for those that it
 *       holds whole. An array of bytes stands for anything of its size, and for padding if its name
 *       begins with {@code pad} or an underscore.
 * </ul>
 *
 * <p>Pointers inside a struct are those of the instance that it is passed to. If that is rebased,
 * views are made with its addresses, as in {@code PointStruct.at(memory, address,
 * program.addresses("codec"))}. Passing one struct with pointers to instances that are rebased by
 * different bases is an error.
 *
 * <p>For an interface {@code Point} the processor generates, in the same package, {@code
 * PointStruct}: a view of a struct in a memory, from {@code PointStruct.at(memory, address)} or
 * {@code PointStruct.allocate(heap)}, with the size and the offset of each field as constants. The
 * interface may extend {@code dev.radicchio.memory.StructView}, to have the view's address.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WasmStruct {

  /**
   * What the guests call the type, as in {@code "point"}, {@code "struct point"} or {@code
   * "geo::point"}; if empty, the interface's own name, or the same in snake_case. It decides for
   * structs that are nothing more than an address, as a {@code void *} is, wherever the guest has
   * them; where a function or a member says more, the type may have any name. A name without a
   * namespace means the type of that name in none, else in any but {@code std}, {@code core} and
   * {@code alloc}; if there are several, one that agrees.
   */
  String name() default "";
}
