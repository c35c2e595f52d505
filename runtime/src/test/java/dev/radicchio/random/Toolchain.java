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

  private final Path cache;

  /**
   * @param cache where what is built is kept
   */
  Toolchain(Path cache) {
    this.cache = cache;
  }

  /** Has rustup bring the releases of Rust that are not there. */
  static void installRust() throws IOException {
    for (String release : BuildCommands.RUST) {
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
            "--target=" + BuildCommands.RUST_TARGET),
        Path.of(""));
  }

  /** A program's modules, in files. */
  record Built(RandomProgram program, Path directory) {
    /** All of it, linked statically. */
    Path twin() {
      return directory.resolve("twin.wasm");
    }
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
    List<List<String>> commands = BuildCommands.of(program);
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
}
