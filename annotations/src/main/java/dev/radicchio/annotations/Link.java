package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses the instance that an import of this accessor's instance comes from, where the first that
 * exports it in accessor order is not the right one.
 *
 * <pre>{@code
 * @Link(importName = "env.log", to = "fileLog")
 * Codec codec();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Repeatable(Links.class)
public @interface Link {

  /**
   * Both names of the import with a dot between them, such as {@code "env.log"}. For a symbol of a
   * module with relocations, and for an entry of the {@code GOT}, it is {@code "env."} and the
   * symbol's name. That may be a symbol that the module defines and another definition could stand
   * for, such as an inline variable in C++.
   */
  String importName();

  /** The accessor of the instance that exports it; this one, to keep what the module defines. */
  String to();
}
