package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.Peer;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HostImport;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.memory.FlatMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The grammars of a package for web-tree-sitter: 36 shared libraries with the section of LLVM 12
 * and older, all in one program. Each is data with pointers in it, which web-tree-sitter reads in
 * Node, and a lexer that only that data points to.
 */
@Tag("slow")
final class GrammarsTest {
  private static final Path FETCHED = Path.of("target", "grammars");
  private static final Path MODULES = FETCHED.resolve(Path.of("tree-sitter-wasms", "out"));
  private static final int COUNT = 36;
  private static final String TEXT = "[1, true, {},\n  null, -2.5e3, [[]]]";

  /** Older ones have other fields. */
  private static final int KNOWN_VERSION = 13;

  // Where a grammar has what, all numbers and addresses of four bytes.
  private static final int SYMBOL_COUNT = 4;
  private static final int ALIAS_COUNT = 8;
  private static final int FIELD_COUNT = 32;
  private static final int SYMBOL_NAMES = 56;
  private static final int FIELD_NAMES = 60;
  private static final int LEXER = 92;

  private static final Map<String, WasmFile> GRAMMARS = new LinkedHashMap<>();
  private static final Map<String, String> FOUND_BY_NODE = new LinkedHashMap<>();

  @BeforeAll
  static void fetch() throws IOException {
    run("bash", PublishedModule.FOLDER.resolve("grammars").toString(), FETCHED.toString());
    try (var files = Files.list(MODULES)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("tree-sitter-(.*)\\.wasm", "$1");
        GRAMMARS.put(name, WasmFile.read(file.toString(), Files.readAllBytes(file)));
      }
    }
    run("node", PublishedModule.FOLDER.resolve("grammars.mjs").toString(), FETCHED.toString(), TEXT)
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(line -> FOUND_BY_NODE.put(line[0], line[1]));
  }

  private static String run(String... command) throws IOException {
    Peer.Result result = Peer.run(List.of(command));
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  private static LinkPlan plan(Collection<String> grammars) {
    Linker linker = Linker.create().host("env").add("lexes", Fixture.wasm("lexes"));
    grammars.forEach(name -> linker.add(name, GRAMMARS.get(name)));
    return linker.javaAllocates().plan();
  }

  private static LinkedProgram program(Collection<String> grammars) {
    LinkPlan plan = plan(grammars);
    Hosts hosts = Hosts.none();
    for (HostImport imported : plan.hostImports()) {
      hosts.add(
          imported.module(),
          ImageNaming.exportName(imported.instance(), imported.name()),
          imported.type(),
          (caller, arguments) -> {
            throw new AssertionError(imported.name() + " is called");
          });
    }
    return LinkedProgram.instantiate(plan.link(), hosts);
  }

  @Test
  void allAreLinked() throws IOException {
    LinkPlan plan = plan(GRAMMARS.keySet());

    assertThat(GRAMMARS).hasSize(COUNT);
    assertThat(GRAMMARS.values())
        .allMatch(file -> file.relocationModel() == RelocationModel.DYLINK);
    assertThat(plan.problems()).isEmpty();
    try (Validator validator = new Validator()) {
      assertThat(validator.check(plan.link().bytes())).isEqualTo("valid");
    }
  }

  @Test
  void theirDataIsWhatNodeFinds() {
    Map<String, String> found = new LinkedHashMap<>();
    try (LinkedProgram program = program(GRAMMARS.keySet())) {
      for (String name : GRAMMARS.keySet()) {
        found.put(name, describe(program, name));
      }
    }
    Map<String, String> expected = new LinkedHashMap<>(FOUND_BY_NODE);
    expected.remove("tokens");

    assertThat(found).containsExactlyEntriesOf(expected);
  }

  private static int language(LinkedProgram program, String name) {
    return (int) program.function(name, "tree_sitter_" + name).call()[0];
  }

  /** As {@code grammars.mjs} writes it. */
  private static String describe(LinkedProgram program, String name) {
    FlatMemory memory = program.memory();
    int language = language(program, name);
    int version = memory.readInt(language);
    int symbols = memory.readInt(language + SYMBOL_COUNT) + memory.readInt(language + ALIAS_COUNT);
    if (version < KNOWN_VERSION) {
      return "old";
    }
    int fields = memory.readInt(language + FIELD_COUNT);
    return version
        + "\t"
        + symbols
        + "\t"
        + names(memory, memory.readInt(language + SYMBOL_NAMES), symbols)
        + "\t"
        + names(memory, memory.readInt(language + FIELD_NAMES) + Integer.BYTES, fields);
  }

  private static String names(FlatMemory memory, int pointers, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(hex(text(memory, memory.readInt(pointers + i * Integer.BYTES))));
    }
    return String.join(" ", names);
  }

  private static String text(FlatMemory memory, int address) {
    int end = address;
    while (memory.readByte(end) != 0) {
      end++;
    }
    return new String(memory.slice(address, end - address).toByteArray(), StandardCharsets.UTF_8);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The lexer of one calls functions of another module by pointers, and is called by one. */
  @Test
  void aLexerFindsTheTokensThatNodeFinds() {
    List<String> tokens = new ArrayList<>();
    try (LinkedProgram program = program(List.of("lua", "toml", "json"))) {
      FlatMemory memory = program.memory();
      int language = language(program, "json");
      int names = memory.readInt(language + SYMBOL_NAMES);
      byte[] bytes = (TEXT + "\0").getBytes(StandardCharsets.UTF_8);
      int start = program.heap().allocate(bytes.length);
      memory.write(start, bytes, 0, bytes.length);
      int at = start;
      while (at < start + TEXT.length()) {
        long token =
            program.function("lexes", "lex").call(memory.readInt(language + LEXER), 0, at)[0];
        assertThat(token).as("token at %d", at - start).isNotZero();
        int symbol = (int) (token >>> Integer.SIZE);
        at = (int) token;
        tokens.add(
            text(memory, memory.readInt(names + symbol * Integer.BYTES)) + " " + (at - start));
      }
    }
    assertThat(String.join("\n", tokens))
        .isEqualTo(FOUND_BY_NODE.get("tokens").replace('\t', '\n'));
  }
}
