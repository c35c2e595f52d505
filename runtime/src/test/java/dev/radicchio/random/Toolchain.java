package dev.radicchio.random;

import dev.radicchio.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds random programs with LLVM's compiler and linker and with Rust's compiler: each part as a
 * module, and all objects as one. What was built once is kept beside its source.
 */
final class Toolchain {
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

  /** Frees in order and hands out what was freed last; it is the heap of the twin. */
  private static final String HEAP =
      """
      typedef __SIZE_TYPE__ size_t;
      typedef struct Block { size_t size; struct Block *next; } Block;
      extern char __heap_base;
      static char *end;
      static Block *freed;
      #define EXPORT __attribute__((visibility("default")))
      EXPORT void *malloc(size_t size) {
        size = (size + 15) & ~(size_t)15;
        for (Block **at = &freed; *at; at = &(*at)->next)
          if ((*at)->size == size) { Block *found = *at; *at = found->next; return found + 2; }
        if (!end) end = (char *)(((size_t)&__heap_base + 15) & ~(size_t)15);
        Block *made = (Block *)end;
        end += size + 2 * sizeof(Block);
        while ((size_t)end > __builtin_wasm_memory_size(0) * 65536) __builtin_wasm_memory_grow(0, 1);
        made->size = size;
        return made + 2;
      }
      EXPORT void free(void *block) {
        if (!block) return;
        Block *at = (Block *)block - 2;
        at->next = freed;
        freed = at;
      }
      EXPORT void *realloc(void *block, size_t size) {
        char *made = malloc(size);
        size_t least = block && ((Block *)block - 2)->size < size ? ((Block *)block - 2)->size : size;
        for (size_t i = 0; block && i < least; i++) made[i] = ((char *)block)[i];
        free(block);
        return made;
      }
      EXPORT void *calloc(size_t count, size_t size) {
        char *made = malloc(count * size);
        for (size_t i = 0; i < count * size; i++) ((volatile char *)made)[i] = 0;
        return made;
      }
      EXPORT void *aligned_alloc(size_t alignment, size_t size) {
        return alignment <= 16 ? malloc(size) : 0;
      }
      EXPORT void *_Znwm(size_t size) { return malloc(size); }
      EXPORT void _ZdlPv(void *block) { free(block); }
      EXPORT void _ZdlPvm(void *block, size_t size) { free(block); }
      """;

  /** The releases of Rust, of which a program has one. */
  static final List<String> RUST = List.of("1.75.0", "1.95.0");

  private static final String RUST_TARGET = "wasm32-unknown-unknown";

  /** How far apart absolute modules are, so that each has its place. */
  private static final int HOME_BYTES = 1 << 20;

  private static final String EXCEPTIONS = "src/test/guest/exceptions/";

  private final Path cache;

  /**
   * @param cache where what is built is kept
   */
  Toolchain(Path cache) {
    this.cache = cache;
  }

  /** Has rustup bring the releases of Rust that are not there. */
  static void installRust() throws IOException {
    for (String release : RUST) {
      installRust(release);
    }
  }

  private static void installRust(String release) throws IOException {
    run(
        List.of(
            "rustup",
            "toolchain",
            "install",
            release,
            "--profile=minimal",
            "--target=" + RUST_TARGET),
        Path.of(""));
  }

  /** A program's modules, in files. */
  record Built(RandomProgram program, Path directory) {
    Path module(String part) {
      return directory.resolve(part + ".wasm");
    }

    /** All of it, linked statically. */
    Path twin() {
      return directory.resolve("twin.wasm");
    }
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

  /**
   * Builds a program.
   *
   * @throws BuildException if the toolchain refuses it
   */
  Built build(RandomProgram program) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Part part : program.parts()) {
      for (int i = 0; i < part.units(); i++) {
        Unit unit = new Unit(part.name(), i);
        String source =
            part.language() == Language.RUST
                ? RustSource.of(program, unit)
                : CSource.of(program, unit);
        sources.put(unit + "." + part.language().extension(), source);
      }
    }
    List<List<String>> commands = commands(program);
    Path directory = cache.resolve(digest(sources.toString() + commands + HEAP));
    Built built = new Built(program, directory);
    if (!Files.exists(built.twin())) {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Files.writeString(directory.resolve(source.getKey()), source.getValue());
      }
      Files.writeString(directory.resolve("heap.c"), HEAP);
      for (List<String> command : commands) {
        run(command, directory);
      }
    }
    return built;
  }

  /** A toolchain that did not do what it was to. */
  static final class BuildException extends IOException {
    private static final long serialVersionUID = 1;

    BuildException(String message) {
      super(message);
    }
  }

  /** A source without what all have. */
  static String generated(Path source) throws IOException {
    String text = Files.readString(source);
    String mark = "// What was generated.\n";
    return text.substring(text.indexOf(mark) + mark.length());
  }

  private static void run(List<String> command, Path directory) throws IOException {
    List<String> all = new ArrayList<>();
    for (String argument : command) {
      all.add(
          argument.startsWith("./")
              ? directory.resolve(argument.substring(2)).toString()
              : argument);
    }
    Peer.Result result = Peer.run(all);
    if (result.status() != 0) {
      throw new BuildException(String.join(" ", all) + "\n" + result.output());
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** What builds it; arguments that begin with {@code ./} are files. */
  private List<List<String>> commands(RandomProgram program) {
    List<List<String>> commands = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    List<String> archives = new ArrayList<>();
    boolean throwing = support(program).contains("rt");
    for (Part part : program.parts()) {
      if (part.language() == Language.RUST) {
        addRust(program.settings().rust(), commands, part, objects, archives);
        continue;
      }
      List<String> own = new ArrayList<>();
      for (int i = 0; i < part.units(); i++) {
        Unit unit = new Unit(part.name(), i);
        own.add("./" + unit + ".o");
        commands.add(compile(program, part, unit));
      }
      List<String> link = link(part, own);
      if (part.keepsNames() && program.items().stream().anyMatch(Toolchain::isNeededByName)) {
        link.add("--no-gc-sections");
      }
      if (program.settings().library() && part.model() != Model.DYLINK) {
        link.addAll(LIBRARIES);
      }
      commands.add(link);
      objects.addAll(own);
    }
    if (throwing) {
      addExceptions(commands);
      objects.addAll(List.of("./rt.o", "./tag.o"));
    }
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
    return commands;
  }

  /** Of what nothing in a module refers to, its linker drops the name as well. */
  private static boolean isNeededByName(Item item) {
    return item.linkage() == Linkage.WEAK_HIDDEN
        || RandomProgram.operations(item).anyMatch(Operation.IfThere.class::isInstance)
        || item.linkage() == Linkage.ABSENT;
  }

  private static List<String> compile(RandomProgram program, Part part, Unit unit) {
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
              support(program).contains("rt") ? "-fwasm-exceptions" : "-fno-exceptions"));
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
  private static void addExceptions(List<List<String>> commands) {
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
  }

  private static void addRust(
      String release,
      List<List<String>> commands,
      Part part,
      List<String> objects,
      List<String> archives) {
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
