package dev.radicchio.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An engine, with what users and generated code take of it, by names: a program on another one
 * needs none of these classes. Both engines have the same names in different packages.
 */
public enum ProgramEngine {
  CHICORY("Chicory", "com.dylibso.chicory"),
  ENDIVE("Endive", "run.endive");

  private final String title;
  private final String root;

  ProgramEngine(String title, String root) {
    this.title = title;
    this.root = root;
  }

  /** The engine of a name. */
  public static Optional<ProgramEngine> named(String name) {
    return Arrays.stream(values()).filter(engine -> engine.id().equals(name)).findFirst();
  }

  /** Its name as {@link dev.radicchio.engine.Engine#name} has it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name in texts. */
  public String title() {
    return title;
  }

  /** The artifact whose classes run images, which brings those that validate them. */
  public String runTimeArtifact() {
    return root + ":runtime";
  }

  /** The same as a module of Java's. */
  public String runTimeJavaModule() {
    return root + ".runtime";
  }

  /** The artifact whose classes compile images, and which brings the others. */
  public String compilerArtifact() {
    return root + ":compiler";
  }

  /** The artifact that has WASI. */
  public String wasiArtifact() {
    return root + ":wasi";
  }

  /** The same as a module of Java's. */
  public String wasiJavaModule() {
    return root + ".wasi";
  }

  /** A class whose methods are functions of a host. */
  String hostModule() {
    return root + ".annotations.HostModule";
  }

  /** A method of that class that guests import. */
  String wasmExport() {
    return root + ".annotations.WasmExport";
  }

  /** A string as address and length. */
  String buffer() {
    return root + ".annotations.Buffer";
  }

  /** A string as the address of bytes that end with a NUL. */
  String cString() {
    return root + ".annotations.CString";
  }

  /** What runs; that method may take it besides what the guest passes. */
  String instance() {
    return root + ".runtime.Instance";
  }

  /** The same of a memory. */
  String memory() {
    return root + ".runtime.Memory";
  }

  /** What guests may see through WASI. */
  public ClassName wasiOptions() {
    return ClassName.get(root + ".wasi", "WasiOptions");
  }

  /** Imports by values. */
  public ClassName importValues() {
    return ClassName.get(root + ".runtime", "ImportValues");
  }

  /** What programs take those with. */
  public ClassName hosts() {
    return ClassName.get("dev.radicchio.engine." + id(), title + "Hosts");
  }
}
