package dev.radicchio.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the export that a method of a {@link WasmModule} interface calls, gets or sets, where it is
 * neither the method's name nor that name in snake_case; for example because it is a word that Java
 * reserves.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface WasmExport {

  /** The name of the exported function or global, exactly as the module has it. */
  String value();
}
