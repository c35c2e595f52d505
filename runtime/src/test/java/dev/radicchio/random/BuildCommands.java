package dev.radicchio.random;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands that build a program: each part as a module, and all objects as one.
 *
 * <p>What is wrong with LLVM's linkers themselves is not generated. LLVM 19's gives wrong addresses
 * to thread-local data where the memory is not shared, so that the twin's is; and to texts where
 * the segments of a shared library are not merged. In position-independent code it calls slot 1 for
 * a hidden weak function that is not there. {@code --no-gc-sections} crashes it for shared
 * libraries. Those of LLVM 14 and 16 crash where relocations are kept and a symbol is the start of
 * a section, or a table has a weak function that is not there.
 */
final class BuildCommands {
  /** The releases of Rust, of which a program has one. */
  static final List<String> RUST = List.of("1.75.0", "1.95.0");

  static final String RUST_TARGET = "wasm32-unknown-unknown";

  private static final String CLANG = "clang-";
  private static final String LINKER = "wasm-ld-";
  private static final String WASI = "--target=wasm32-wasi";
  private static final List<String> LIBRARIES =
      List.of(
          "-L/usr/lib/wasm32-wasi",
          "-lc++",
          "-lc++abi",
          "-lc",
          "/usr/lib/llvm-19/lib/clang/19/lib/wasi/libclang_rt.builtins-wasm32.a");
  private static final String TARGET = "--target=wasm32-unknown-unknown";

  /** How far apart absolute modules are, so that each has its place. */
  private static final int HOME_BYTES = 1 << 20;

  private static final String EXCEPTIONS = "src/test/guest/exceptions/";

  private final RandomProgram program;
  private final boolean throwing;
  private final List<List<String>> commands = new ArrayList<>();
  private final List<String> objects = new ArrayList<>();
  private final List<String> archives = new ArrayList<>();

  private BuildCommands(RandomProgram program) {
    this.program = program;
    throwing = support(program).contains("rt");
  }

  /** The names of parts that are no part of what was generated: what throws, and the heap. */
  static List<String> support(RandomProgram program) {
    List<String> names = new ArrayList<>();
    if (program.uses(Operation.Throw.class) || program.uses(Operation.Catch.class)) {
      names.add("rt");
    }
    if (program.settings().guestHeap()) {
      names.add("heap");
    }
    return names;
  }

  /** What builds it; arguments that begin with {@code ./} are files. */
  static List<List<String>> of(RandomProgram program) {
    BuildCommands all = new BuildCommands(program);
    for (Part part : program.parts()) {
      if (part.language() == Language.RUST) {
        all.addRust(part);
      } else {
        all.addClangs(part);
      }
    }
    if (all.throwing) {
      all.addExceptions();
    }
    all.addHeap();
    all.addTwin();
    return all.commands;
  }

  private void addClangs(Part part) {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < part.units(); i++) {
      Unit unit = new Unit(part.name(), i);
      own.add("./" + unit + ".o");
      commands.add(compile(part, unit));
    }
    List<String> link = link(part, own);
    if (part.keepsNames() && program.items().stream().anyMatch(BuildCommands::isNeededByName)) {
      link.add("--no-gc-sections");
    }
    if (program.settings().library() && part.model() != Model.DYLINK) {
      link.addAll(LIBRARIES);
    }
    commands.add(link);
    objects.addAll(own);
  }

  private void addHeap() {
    commands.add(
        List.of(
            CLANG + Part.LLVM,
            TARGET,
            "-O1",
            "-fno-builtin",
            "-fvisibility=hidden",
            "-c",
            "-o",
            "./heap.o",
            "./heap.c"));
    if (program.settings().guestHeap()) {
      commands.add(link(support("heap"), List.of("./heap.o")));
    }
    if (program.settings().library()) {
      archives.addAll(List.of("--export=malloc", "--export=free"));
      archives.addAll(LIBRARIES);
    } else {
      objects.add("./heap.o");
    }
  }

  private void addTwin() {
    List<String> twin =
        new ArrayList<>(
            List.of(
                LINKER + Part.LLVM,
                "--no-entry",
                "--strip-debug",
                "--export-dynamic",
                "--export-if-defined=__wasm_call_ctors",
                "--export-table",
                "--allow-undefined",
                "-o",
                "./twin.wasm"));
    if (program.settings().atomics()) {
      // Without a shared memory, LLVM 19's linker writes wrong addresses of thread-local data.
      twin.addAll(List.of("--shared-memory", "--max-memory=67108864", "--no-check-features"));
    }
    twin.addAll(objects);
    twin.addAll(archives);
    commands.add(twin);
  }

  /** Of what nothing in a module refers to, its linker drops the name as well. */
  private static boolean isNeededByName(Item item) {
    return item.linkage() == Linkage.WEAK_HIDDEN
        || RandomProgram.operations(item).anyMatch(Operation.IfThere.class::isInstance)
        || item.linkage() == Linkage.ABSENT;
  }

  private List<String> compile(Part part, Unit unit) {
    List<String> command = new ArrayList<>();
    boolean cxx = part.language() == Language.CXX;
    command.add((cxx ? "clang++-" : CLANG) + part.llvm());
    command.addAll(
        List.of(
            program.settings().library() ? WASI : TARGET,
            "-" + part.level(),
            "-w",
            "-fwrapv",
            "-fno-strict-aliasing",
            "-mbulk-memory"));
    command.add("-fvisibility=" + (part.model() == Model.DYLINK ? "default" : "hidden"));
    if (part.model().isPositionIndependent()) {
      command.add("-fPIC");
    }
    if (program.settings().atomics()) {
      command.add("-matomics");
    }
    if (cxx) {
      command.addAll(
          List.of(
              "-std=c++17",
              program.settings().library() ? "-frtti" : "-fno-rtti",
              "-fno-threadsafe-statics",
              "-fno-c++-static-destructors",
              throwing ? "-fwasm-exceptions" : "-fno-exceptions"));
    }
    command.addAll(part.features());
    command.addAll(List.of("-c", "-o", "./" + unit + ".o"));
    command.add("./" + unit + "." + part.language().extension());
    return command;
  }

  /** Where a part begins that stays where it was linked. */
  static long home(String part) {
    return (long) (part.charAt(0) - 'a' + 1) * HOME_BYTES;
  }

  private static Part support(String name) {
    return new Part(name, Language.C, Model.RELOCS, "O2", 1, Part.LLVM, List.of(), List.of());
  }

  private static List<String> link(Part part, List<String> objects) {
    List<String> command =
        new ArrayList<>(List.of(LINKER + part.llvm(), "--no-entry", "--strip-debug"));
    command.add("--export-if-defined=__wasm_call_ctors");
    command.addAll(
        switch (part.model()) {
          case RELOCS, PIC_RELOCS ->
              List.of("--emit-relocs", "--export-dynamic", "--allow-undefined");
          case DYLINK ->
              List.of("-shared", "--experimental-pic", "--unresolved-symbols=import-dynamic");
          case ABSOLUTE, REBASED -> List.of("--strip-all", "--export-dynamic", "--allow-undefined");
        });
    if (part.model() == Model.ABSOLUTE) {
      command.add("--global-base=" + home(part.name()));
    }
    command.addAll(part.layout());
    command.addAll(List.of("-o", "./" + part.name() + ".wasm"));
    command.addAll(objects);
    return command;
  }

  /** C that throws leaves the tag to others, and says that it is weak, which assemblers refuse. */
  private void addExceptions() {
    commands.add(
        List.of(
            CLANG + Part.LLVM,
            TARGET,
            "-O2",
            "-fvisibility=default",
            "-mexception-handling",
            "-S",
            "-o",
            "./rt.s",
            EXCEPTIONS + "runtime.c"));
    commands.add(List.of("sed", "-i", "/\\.weak\\s*__cpp_exception/d", "./rt.s"));
    commands.add(
        List.of(CLANG + Part.LLVM, TARGET, "-mexception-handling", "-c", "-o", "./rt.o", "./rt.s"));
    commands.add(
        List.of(
            CLANG + Part.LLVM,
            TARGET,
            "-mexception-handling",
            "-c",
            "-o",
            "./tag.o",
            EXCEPTIONS + "tag.s"));
    List<String> link = new ArrayList<>(link(support("rt"), List.of("./rt.o", "./tag.o")));
    link.add("--export=_ZTIi");
    commands.add(link);
    objects.addAll(List.of("./rt.o", "./tag.o"));
  }

  private void addRust(Part part) {
    String release = program.settings().rust();
    List<String> rustc = List.of("rustup", "run", release, "rustc");
    List<String> flags =
        List.of(
            "--target",
            RUST_TARGET,
            "--edition",
            "2021",
            "-A",
            "warnings",
            "-C",
            "opt-level=" + part.level().substring(1),
            "-C",
            "codegen-units=1",
            "-C",
            "panic=abort",
            "-C",
            "strip=debuginfo",
            "--crate-name",
            "part_" + part.name());
    String source = "./" + new Unit(part.name(), 0) + ".rs";
    List<String> module = new ArrayList<>(rustc);
    module.addAll(flags);
    module.addAll(
        List.of(
            "--crate-type",
            "cdylib",
            "-C",
            "link-arg=--emit-relocs",
            "-C",
            "link-arg=--allow-undefined"));
    module.addAll(List.of("-o", "./" + part.name() + ".wasm", source));
    commands.add(module);
    for (String kind : List.of("obj", "link")) {
      List<String> archive = new ArrayList<>(rustc);
      archive.addAll(flags);
      String output = "./" + part.name() + (kind.equals("obj") ? ".o" : ".a");
      (kind.equals("obj") ? objects : archives).add(output);
      archive.addAll(List.of("--crate-type", "staticlib", "--emit", kind, "-o", output, source));
      commands.add(archive);
    }
  }
}
