package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number of elements of a field of a {@link WasmStruct} that is an array. It belongs on the
 * getter, which takes the index.
 *
 * <pre>{@code
 * @Length(16)
 * int samples(int index);
 * void samples(int index, int sample);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Length {

  /** How many; at least one. */
  int value();
}
