package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Reserves a range of a program's memory for guests and Java to share. Guests get its address by
 * importing it, as an immutable {@code i32} global, or as the address of data that they declare and
 * do not define; Java has it as constants of the layout class.
 *
 * <pre>{@code
 * @Region(importName = "mem.data_offset", bytes = 65536)
 * @SharedMemory
 * interface Geometry { ... }
 *
 * GeometryLayout.DATA_OFFSET       // its address
 * GeometryLayout.DATA_OFFSET_BYTES // 65536
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Regions.class)
public @interface Region {

  /** Both names of the import with a dot between them; the second names the constants. */
  String importName();

  /** Its size in bytes. */
  int bytes();

  /** A power of two that its address is a multiple of. */
  int alignment() default 16;
}
