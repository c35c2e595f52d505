package dev.radicchio.processor.model;

import com.palantir.javapoet.ClassName;

/**
 * What users pass to programs that is Chicory's, by names: a program without it needs none of these
 * classes.
 */
public final class Chicory {
  /** A class whose methods are functions of a host. */
  static final String HOST_MODULE = "com.dylibso.chicory.annotations.HostModule";

  /** A method of that class that guests import. */
  static final String WASM_EXPORT = "com.dylibso.chicory.annotations.WasmExport";

  /** A string as address and length. */
  static final String BUFFER = "com.dylibso.chicory.annotations.Buffer";

  /** A string as the address of bytes that end with a NUL. */
  static final String C_STRING = "com.dylibso.chicory.annotations.CString";

  /** What that method may take besides what the guest passes. */
  static final String INSTANCE = "com.dylibso.chicory.runtime.Instance";

  static final String MEMORY = "com.dylibso.chicory.runtime.Memory";

  /** What guests may see through WASI. */
  public static final ClassName WASI_OPTIONS =
      ClassName.get("com.dylibso.chicory.wasi", "WasiOptions");

  /** Imports by values. */
  public static final ClassName IMPORT_VALUES =
      ClassName.get("com.dylibso.chicory.runtime", "ImportValues");

  /** The artifact that has WASI. */
  public static final String WASI_ARTIFACT = "com.dylibso.chicory:wasi";

  /** The same as a module of Java's. */
  public static final String WASI_JAVA_MODULE = "com.dylibso.chicory.wasi";

  private Chicory() {}
}
