package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The offset of a field of a {@link WasmStruct}, where it is not the next that the field's
 * alignment allows: it may leave a gap, or share bytes with other fields as in a C union. Fields
 * that follow go on after it. It belongs on the getter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Offset {

  /** In bytes from the start of the struct; not negative. */
  int value();
}
