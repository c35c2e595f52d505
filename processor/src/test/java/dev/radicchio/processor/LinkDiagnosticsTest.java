package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said about {@code @Link}, {@code relocation} and {@code base}; each test shows it all.
 */
class LinkDiagnosticsTest {
  private static final JavaFileObject MODULES =
      source(
          "M",
          "interface M {",
          "  @WasmModule(\"wasm/level_one.wasm\") interface One { int level(); }",
          "  @WasmModule(\"wasm/level_two.wasm\") interface Two { int level(); }",
          "  @WasmModule(\"wasm/uses_level.wasm\") interface User { int tenLevels(); }",
          "}");

  private static final String FAR_NUMBER =
      "wasm/far.wasm has the number 0x7d0 in its code, which may be an address; if none is below its"
          + " data, say so with base = 1048576 (@WasmModule, Linker.base). Otherwise let it be"
          + " rebased, with relocation = REBASED";

  private static List<String> problemsOf(String... lines) {
    return problems(compile(MODULES, source("P", lines)));
  }

  @Test
  void warnsOfTwoDefinitionsAtTheAccessorThatImports() {
    assertThat(
            problemsOf(
                "@SharedMemory interface P {", "  M.One one(); M.Two two();", "  M.User user(); }"))
        .containsExactly(
            "P.java:4: warning: wasm/uses_level.wasm refers to env.level, which both"
                + " wasm/level_one.wasm (one) and wasm/level_two.wasm (two) define; it gets that of"
                + " one, which comes first. To choose, bind the import to one of them (@Link on the"
                + " accessor, Linker.bind)");
  }

  @Test
  void reportsALinkToNoInstance() {
    assertThat(
            problemsOf(
                "@SharedMemory interface P { M.One one();",
                "  @Link(importName = \"env.level\",",
                "      to = \"onne\")",
                "  M.User user(); }"))
        .containsExactly("P.java:4: P has no instance onne; did you mean one?");
  }

  @Test
  void reportsALinkToTheMemory() {
    assertThat(
            problemsOf(
                "@SharedMemory interface P { M.One one(); dev.radicchio.memory.FlatMemory data();",
                "  @Link(importName = \"env.level\", to = \"data\") M.User user(); }"))
        .containsExactly("P.java:3: P has no instance data; it has one, user");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.radicchio.memory.FlatMemory",
        "dev.radicchio.memory.Heap",
        "dev.radicchio.LinkedProgram"
      })
  void reportsALinkOfWhatInstancesShare(String type) {
    assertThat(
            problemsOf(
                "@SharedMemory interface P { M.One one();",
                "  @Link(importName = \"env.level\", to = \"one\")",
                "  " + type + " data(); }"))
        .containsExactly(
            "P.java:3: data is no instance and imports nothing; put @Link on the accessor of the"
                + " instance that imports env.level");
  }

  /** At the method: javac tells no position inside repeated annotations. */
  @Test
  void reportsTwoLinksOfOneImport() {
    assertThat(
            problemsOf(
                "@SharedMemory interface P { M.One one(); M.Two two();",
                "  @Link(importName = \"env.level\", to = \"one\")",
                "  @Link(importName = \"env.level\", to = \"two\")",
                "  M.User user(); }"))
        .containsExactly("P.java:5: env.level is linked twice; keep one @Link of the two");
  }

  @Test
  void reportsALinkOfWhatIsNotImported() {
    assertThat(
            problemsOf(
                "@SharedMemory interface P { M.One one();",
                "  @Link(importName = \"env.depth\", to = \"one\")",
                "  M.User user(); }"))
        .containsExactly(
            "P.java:4: wasm/uses_level.wasm does not import env.depth, which is bound to one. Name an"
                + " import as module.name");
  }

  @Test
  void reportsALinkThatIsOnNoAccessor() {
    assertThat(
            problemsOf(
                "@SharedMemory interface P { M.One one();",
                "  @Link(importName = \"env.level\", to = \"one\")",
                "  default void nothing() {} }",
                "class Other {",
                "  @Link(importName = \"a.b\", to = \"c\") @Link(importName = \"d.e\", to = \"f\")",
                "  void method() {} }"))
        .containsExactly(
            "P.java:3: @Link belongs on an accessor of a @SharedMemory interface; nothing is none, so"
                + " remove it",
            "P.java:7: @Link belongs on an accessor of a @SharedMemory interface; method is none, so"
                + " remove it");
  }

  @Test
  void reportsALinkOfAMethodThatCallsAModule() {
    assertThat(
            problemsOf(
                "@WasmModule(\"wasm/level_one.wasm\") interface P {",
                "  @Link(importName = \"env.level\", to = \"one\") int level(); }"))
        .containsExactly(
            "P.java:3: @Link belongs on an accessor of a @SharedMemory interface; level is none, so"
                + " remove it");
  }

  @Test
  void reportsALinkOfWhatNeedsNoImplementation() {
    assertThat(
            problemsOf(
                "@SharedMemory interface P extends AutoCloseable { M.One one();",
                "  @Link(importName = \"env.level\", to = \"one\") void close();",
                "  @Link(importName = \"env.level\", to = \"one\") String toString(); }"))
        .containsExactly(
            "P.java:3: @Link belongs on an accessor of a @SharedMemory interface; close is none, so"
                + " remove it",
            "P.java:4: @Link belongs on an accessor of a @SharedMemory interface; toString is none,"
                + " so remove it");
  }

  @Test
  void acceptsLinksOfAccessorsThatAProgramInherits() {
    assertThat(
            problemsOf(
                "interface Users<T> {",
                "  @Link(importName = \"env.level\", to = \"one\") M.User user();",
                "  @Link(importName = \"env.level\", to = \"two\") T other(); }",
                "@SharedMemory interface P extends Users<M.User> { M.One one(); M.Two two(); }"))
        .isEmpty();
  }

  @Test
  void reportsALinkThatAProgramInheritsAtTheProgram() {
    assertThat(
            problemsOf(
                "interface Users { @Link(importName = \"env.level\", to = \"on\") M.User user(); }",
                "@SharedMemory",
                "interface P extends Users { M.One one(); }"))
        .containsExactly("P.java:4: P has no instance on; did you mean one?");
  }

  @Test
  void reportsALinkToAnInstanceThatDoesNotExportIt() {
    assertThat(
            problemsOf(
                "@SharedMemory interface P { M.One one();",
                "  @Link(importName = \"env.level\", to = \"user\")",
                "  M.User user(); }"))
        .containsExactly(
            "P.java:4: wasm/uses_level.wasm is to get env.level from user, and wasm/uses_level.wasm"
                + " exports no level");
  }

  @Test
  void reportsABaseThatTheDataIsNotAt() {
    assertThat(
            problems(
                compile(
                    source(
                        "N",
                        "@WasmModule(value = \"wasm/fixed.wasm\", base = 0x200000)",
                        "interface N {}"),
                    source("P", "@SharedMemory interface P {", "  N n(); }"))))
        .contains(
            "P.java:3: the data of wasm/fixed.wasm is at 0x10000 and not at 0x200000, as was asked for;"
                + " link it with -Wl,--global-base=2097152 (AssemblyScript: --memoryBase 2097152), or"
                + " correct the base");
  }

  @Test
  void reportsABaseThatIsNoAddressOnce() {
    assertThat(
            problems(
                compile(
                    source(
                        "N",
                        "@WasmModule(value = \"wasm/named_data.wasm\",",
                        "    base = 0x1_0000_0000L)",
                        "interface N {}"),
                    source("P", "@SharedMemory interface P { N n(); }"))))
        .containsExactly(
            "N.java:3: base is 4294967296; give an address below 4 GiB, or -1 for none");
  }

  @Test
  void reportsANegativeBase() {
    assertThat(
            problems(
                compile(
                    source(
                        "N",
                        "@WasmModule(value = \"wasm/named_data.wasm\",",
                        "    base = -2)",
                        "interface N {}"))))
        .containsExactly("N.java:3: base is -2; give an address below 4 GiB, or -1 for none");
  }

  private static String pinned(String module) {
    return String.format(
        "@WasmModule(value = \"wasm/%s.wasm\", relocation = Relocation.ABSOLUTE)", module);
  }

  @Test
  void namesTheBaseWhereALowNumberMayBeAnAddress() {
    assertThat(
            problems(
                compile(
                    source("Far", pinned("far") + " interface Far {}"),
                    source("Fixed", pinned("fixed") + " interface Fixed {}"),
                    source(
                        "P",
                        "@SharedMemory(stackBytes = 4096) interface P {",
                        "  Fixed fixed(); Far far(); }"))))
        .containsExactly(
            "P.java:3: wasm/far.wasm is to stay where it was linked and occupies 0x7d0 to 0x110000,"
                + " which overlaps 0x10000 to 0x20000 of fixed. "
                + FAR_NUMBER);
  }

  /** Whichever of the two comes second. */
  @Test
  void namesTheBaseOfTheOtherModuleInTheWay() {
    assertThat(
            problems(
                compile(
                    source("Far", pinned("far") + " interface Far {}"),
                    source("Fixed", pinned("fixed") + " interface Fixed {}"),
                    source(
                        "P",
                        "@SharedMemory(stackBytes = 4096) interface P {",
                        "  Far far(); Fixed fixed(); }"))))
        .contains(
            "P.java:3: wasm/fixed.wasm is to stay where it was linked and occupies 0x10000 to 0x20000,"
                + " which overlaps 0x7d0 to 0x110000 of far. "
                + FAR_NUMBER);
  }

  @Test
  void warnsOfWhatLooksLikeAPointerInStaticPositionIndependentCode() {
    assertThat(
            problems(
                compile(
                    source(
                        "N",
                        "@WasmModule(value = \"wasm/pointer.wasm\", relocation = Relocation.PIC_STATIC)",
                        "interface N { int get(); }"),
                    source("P", "@SharedMemory interface P {", "  N n(); }"))))
        .containsExactly(
            "P.java:3: warning: wasm/pointer.wasm has 0x404 in its static data at 0x400 (.data+0x0),"
                + " which looks like a pointer into that data and will not move with it; link it with"
                + " -Wl,--emit-relocs if it is one");
  }

  @Test
  void reportsAModuleThatIsNoStaticPositionIndependentCode() {
    assertThat(
            problems(
                compile(
                    source(
                        "N",
                        "@WasmModule(value = \"wasm/counter.wasm\", relocation = Relocation.PIC_STATIC)",
                        "interface N {}"))))
        .containsExactly(
            "N.java:2: wasm/counter.wasm is to be moved as pic-static, and is relocs; do not ask for a"
                + " model");
  }
}
