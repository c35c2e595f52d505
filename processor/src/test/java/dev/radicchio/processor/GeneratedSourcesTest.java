package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.radicchio.binary.WasmWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedSourcesTest {
  private static final Pattern GENERATED =
      Pattern.compile("^(Linked\\w*|\\w+(Layout|Function|Struct))\\.java:");

  private static final JavaFileObject COUNTER =
      source(
          "Counter",
          """
          @WasmModule("wasm/counter.wasm")
          interface Counter {
            int step(int by);
            int currentCount();
          }
          """);

  private static final JavaFileObject OWNERS =
      source(
          "Owners",
          """
          @SharedMemory
          interface Owners {
            @WasmModule(value = "wasm/owned.wasm", malloc = "obtain", free = "release")
            interface Owner {
              int take(@Owned @Utf8 String text);
              int takeBoth(@Owned byte[] bytes, byte[] others);
              @Owned @CString String giveC(int which);
            }

            Owner owner();
          }
          """);

  private static final JavaFileObject COUNTERS =
      source(
          "Counters",
          """
          import dev.radicchio.memory.FlatMemory;

          @SharedMemory(stackBytes = 8192, maxPages = 16)
          public interface Counters extends AutoCloseable {
            Counter left();
            Counter right();
            FlatMemory memory();
            @Override void close();
          }
          """);

  private static final JavaFileObject OUTER =
      source(
          "Outer",
          """
          class Outer {
            record Quotient(int quotient, int remainder) {}
            record Mixed(double d, float f, long l, boolean b) {}

            @WasmModule("wasm/scalars.wasm")
            interface Scalars {
              int add(int a, int b);
              @WasmExport("add") int addBooleans(boolean a, boolean b);
              long addLong(long a, long b);
              float half(float x);
              double twice(double x);
              boolean not(boolean not);
              int not(int x);
              void store(int address, long value);
              Quotient divide(int results, int divisor);
              Mixed mix(boolean b, long l, float f, double d);
              default int three() { return add(1, 2); }
              static int four() { return 4; }
            }

            @SharedMemory
            interface Calculator {
              Scalars program();
            }
          }
          """);

  private static final JavaFileObject CHOICES =
      source(
          "Choices",
          """
          @SharedMemory
          public interface Choices {
            @WasmModule(value = "wasm/named_data.wasm", base = 0x10800)
            interface Data { int sum(); }

            @WasmModule(value = "wasm/plain.wasm", relocation = Relocation.PIC_STATIC)
            interface Plain { int advance(int i); }

            @WasmModule("wasm/level_one.wasm")
            interface One { int level(); }

            @WasmModule("wasm/level_two.wasm")
            interface Two { int level(); }

            @WasmModule("wasm/uses_level.wasm")
            interface User { int tenLevels(); }

            Data data();
            Plain plain();
            One one();
            Two two();
            @Link(importName = "env.level", to = "two") User user();
          }
          """);

  private static final JavaFileObject STUDIO =
      source(
          "Studio",
          """
          import dev.radicchio.Caller;
          import dev.radicchio.LinkedProgram;
          import dev.radicchio.memory.Heap;

          @Region(importName = "mem.data_offset", bytes = 400, alignment = 4096)
          @Region(importName = "mem.unused", bytes = 1)
          @SharedMemory(
              hosts = {Studio.Env.class, Studio.Maths.class},
              wasi = true,
              importValues = "settings",
              heap = HeapPolicy.GUEST,
              heapOwner = "hello")
          public interface Studio {
            @WasmHost("env")
            interface Env { double twice(Caller caller, double x); }

            @WasmHost("math")
            interface Maths { @WasmImport("half") float halfOf(float x); }

            @WasmModule("wasm/hosted.wasm")
            interface Hosted { double quadruple(double x); }

            @WasmModule("wasm/hello.wasm")
            interface Hello { @CString String copy(@CString String text); }

            Hosted hosted();
            Hello hello();
            Heap heap();
            LinkedProgram program();
          }
          """);

  private static final JavaFileObject TRADE =
      source(
          "Trade",
          """
          import dev.radicchio.memory.Slice;
          import java.nio.ByteBuffer;

          @SharedMemory(hosts = Trade.Host.class)
          public interface Trade {
            @WasmStruct
            interface Point {
              int x();
              void x(int x);
              double weight();
              void weight(double weight);
            }

            @WasmFunction
            interface Comparator { int compare(int a, int b); }

            @WasmFunction
            interface Everything {
              boolean all(
                  @Utf8 String text,
                  @CString String string,
                  byte[] bytes,
                  ByteBuffer buffer,
                  Slice slice,
                  Point point,
                  Comparator comparator,
                  float number);
            }

            @WasmHost("env")
            interface Host {
              void consoleLog(@Utf8 String text);
              void note(@CString String text);
              int takeBytes(byte[] bytes);
              int viewBytes(ByteBuffer bytes);
              Point heavier(Point a, Point b);
              boolean isEven(long number);
              float half(float number);
              int run(Comparator comparator, int a, int b);
            }

            @WasmModule("wasm/exchange.wasm")
            interface Exchange {
              int count(@Utf8 String text, int wanted);
              int cLength(@CString String text);
              int sum(byte[] bytes);
              @WasmExport("sum") int sumOf(ByteBuffer bytes);
              void reverse(Slice bytes);
              @Utf8 String name(int which);
              @WasmExport("name") byte[] nameBytes(int which);
              @WasmExport("name") Slice nameSlice(int which);
              @CString String greeting(int which);
              Point heaviest(Point points, int n);
              void sort(int numbers, int n, Comparator comparator);
              Comparator order(int which);
            }

            Exchange exchange();
          }
          """);

  @Test
  void writesAProgramWithHostsWasiRegionsAndTheHeapOfAGuest() {
    EngineNames.needChicorys();
    assertIsGolden(compile(STUDIO), "LinkedStudio");
  }

  @Test
  void writesStubsAndHostsThatTakeTextBytesStructsAndFunctions() {
    assertIsGolden(compile(TRADE), "LinkedTrade");
  }

  @Test
  void writesAFunctionPointer() {
    assertIsGolden(compile(TRADE), "Trade_EverythingFunction");
  }

  @Test
  void writesAStubThatGivesBytesAway() {
    assertIsGolden(compile(OWNERS), "LinkedOwners");
  }

  @Test
  void writesAProgramWithTwoInstancesOfAModule() {
    assertIsGolden(compile(COUNTER, COUNTERS), "LinkedCounters");
  }

  @Test
  void writesALayout() {
    assertIsGolden(compile(COUNTER, COUNTERS), "CountersLayout");
  }

  @Test
  void writesAProgramWithTheModelTheBaseAndTheLinksThatAreAskedFor() {
    assertIsGolden(compile(CHOICES), "LinkedChoices");
  }

  @Test
  void writesALayoutWithTheDataOfAModule() {
    assertIsGolden(compile(CHOICES), "ChoicesLayout");
  }

  @Test
  void writesAStubMethodForEachJavaType() {
    assertIsGolden(compile(OUTER), "LinkedOuter_Calculator");
  }

  @Test
  void writesTheSameBytesEachTime() {
    Compilation one = compile(COUNTER, COUNTERS, OUTER);
    Compilation other = compile(OUTER, COUNTERS, COUNTER);

    for (String name :
        List.of(
            "LinkedCounters",
            "CountersLayout",
            "LinkedOuter_Calculator",
            "Outer_CalculatorLayout")) {
      assertThat(generated(one, name)).isEqualTo(generated(other, name));
    }
  }

  @Test
  void writesCodeThatCompilesWithoutAWarning() {
    assertThat(warningsOfGenerated(COUNTER, COUNTERS, OUTER, CHOICES, STUDIO, TRADE)).isEmpty();
  }

  @Test
  void raisesNoWarningOfItsOwn() {
    // processing: of annotations that no processor claims, which is bad manners.
    assertThat(
            problems(
                compile(
                    List.of("-Xlint:all,-path,-classfile,-processing", "-Werror"),
                    COUNTER,
                    COUNTERS,
                    OUTER,
                    STUDIO,
                    TRADE)))
        .isEmpty();
  }

  @Test
  void writesCodeThatCompilesWithoutAWarningForDeprecatedInterfaces() {
    JavaFileObject deprecated =
        source(
            "P",
            """
            @SharedMemory
            interface P {
              @Deprecated M m();
              N n();

              @WasmModule("wasm/scalars.wasm")
              @Deprecated
              interface M {
                int add(int a, int b);
                @Deprecated(forRemoval = true) double twice(double x);
              }

              @WasmModule("wasm/scalars.wasm")
              @Deprecated(forRemoval = true)
              interface N {
                R divide(int a, int b);
                @Deprecated record R(int q, int r) {}
              }
            }
            """);

    assertThat(warningsOfGenerated(deprecated)).isEmpty();
  }

  @Test
  void writesCodeThatCompilesWithoutAWarningForDeprecatedHostsStructsAndFunctions() {
    JavaFileObject deprecated =
        source(
            "P",
            """
            @SharedMemory(hosts = P.Host.class)
            interface P {
              M m();

              @WasmStruct
              @Deprecated
              interface Point {
                @Deprecated int x();
                void x(int x);
                double weight();
                void weight(double weight);
              }

              @WasmFunction
              @Deprecated
              interface Comparator { @Deprecated(forRemoval = true) int compare(int a, int b); }

              @WasmFunction
              interface OfPoint { double of(Point point); }

              @WasmHost("env")
              @Deprecated
              interface Host {
                void consoleLog(@Utf8 String text);
                void note(@CString String text);
                int takeBytes(byte[] bytes);
                @WasmImport("view_bytes") @Deprecated int view(byte[] bytes);
                Point heavier(Point a, Point b);
                boolean isEven(long number);
                @Deprecated(forRemoval = true) float half(float number);
                int run(Comparator comparator, int a, int b);
              }

              @WasmModule("wasm/exchange.wasm")
              interface M {
                Point heaviest(Point points, int n);
                void sort(int numbers, int n, Comparator comparator);
                Comparator order(int which);
                double total(Point points, int n, OfPoint of);
              }
            }
            """);

    assertThat(warningsOfGenerated(deprecated)).isEmpty();
  }

  /** Names that the generated code uses too, or that Java or the class gives a meaning. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@SharedMemory interface Program { S s(); } @WasmModule(W) interface S {}",
        "@SharedMemory interface Stub { Linked l(); } @WasmModule(W) interface Linked {}",
        "@SharedMemory interface P { S string(); S integer(); S aFloat(); S override(); }"
            + " @WasmModule(W) interface S { float half(float x); }",
        "@SharedMemory interface P { Linker l(); } @WasmModule(W) interface Linker {}",
        "@SharedMemory interface P { GuestFunction g(); }"
            + " @WasmModule(W) interface GuestFunction { int add(int a, int b); }",
        "@SharedMemory interface P { String s(); Float f(); Override o(); class Integer {} }"
            + " @WasmModule(W) interface String {}"
            + " @WasmModule(W) interface Float { float half(float x); }"
            + " @WasmModule(W) interface Override { int add(int a, int b); }",
        "@SharedMemory interface P { S s(); class WasmFile {} class Image {} class LinkedProgram {}"
            + " }"
            + " @WasmModule(W) interface S { int add(int a, int b); class GuestFunction {}"
            + " class LinkedProgram {} }",
        "@SharedMemory interface P { One.S one(); Two.S two(); SStub three(); }"
            + " class One { @WasmModule(W) interface S {} }"
            + " class Two { @WasmModule(W) interface S {} }"
            + " @WasmModule(W) interface SStub {}",
        "@SharedMemory interface P { S program(); S image(); S read(); S left_1(); S __(); S $(); }"
            + " @WasmModule(W) interface S { int add(int add, int a); int not(int program);"
            + " int not(boolean instance); double twice(double call);"
            + " R divide(int results, int r); record R(int q, int r) {} }",
        "@SharedMemory(hosts = {Hosts.class, P.Caller.class, Stub.class, values.class})"
            + " interface P { S s(); With with(); @WasmHost(\"a\") interface Caller {} }"
            + " @WasmHost(\"b\") interface Hosts {} @WasmHost(\"c\") interface Stub {}"
            + " @WasmHost(\"d\") interface values {} @WasmModule(W) interface S {}"
            + " @WasmModule(W) interface With {}",
        "@SharedMemory interface P { S s(); } @WasmModule(W) interface S {"
            + " int add(Function function, Function program); int not(Arena functionPointer); }"
            + " @WasmFunction interface Function { int of(int function, int arguments); }"
            + " @WasmFunction interface Arena { int program(int program, int own); }"
            + " @WasmFunction interface LentFunction { R result(int result);"
            + " record R(int result, int r) {} }",
        "@SharedMemory interface P extends Q<S> {} interface Q<T> { T module(); }"
            + " @WasmModule(W) interface S {}",
        "@SharedMemory interface P extends Q, R {} interface Q { T s(); } interface R { S s(); }"
            + " @WasmModule(W) interface S extends T, U {}"
            + " @WasmModule(W) interface T { int add(int a, int b); }"
            + " interface U { int add(int c, int d); }"
      })
  void writesCodeThatCompilesWhateverTheNames(String types) {
    Compilation compilation =
        compile(source("Any", types.replace("(W)", "(\"wasm/scalars.wasm\")")));

    assertThat(problems(compilation)).isEmpty();
  }

  @Test
  void writesPackagePrivateClassesForAProgramInsideAPackagePrivateType() {
    Compilation compilation =
        compile(
            source("S", "@WasmModule(\"wasm/scalars.wasm\") public interface S {}"),
            source("Hidden", "class Hidden { @SharedMemory public interface P { S s(); } }"),
            source("Open", "public class Open { @SharedMemory public interface P { S s(); } }"));

    assertThat(generated(compilation, "LinkedHidden_P")).contains("\nfinal class LinkedHidden_P");
    assertThat(generated(compilation, "Hidden_PLayout")).contains("\nfinal class Hidden_PLayout");
    assertThat(generated(compilation, "LinkedOpen_P")).contains("\npublic final class LinkedOp");
    assertThat(generated(compilation, "Open_PLayout")).contains("\npublic final class Open_PL");
  }

  @Test
  void readsEachFileOnce() {
    Compilation compilation =
        compile(
            source("One", "@WasmModule(\"wasm/scalars.wasm\") interface One {}"),
            source("Two", "@WasmModule(\"wasm/scalars.wasm\") interface Two {}"),
            source("P", "@SharedMemory interface P { One one(); Two two(); Two three(); }"));

    assertThat(generated(compilation, "LinkedP")).containsOnlyOnce(" = read(");
  }

  @Test
  void writesAsManyDataSymbolsAsFitIntoAClassAndSaysSo(@TempDir Path directory) throws IOException {
    Files.write(directory.resolve("many.wasm"), libraryThatExportsData(12_000));

    Compilation compilation =
        compile(
            List.of("-Aradicchio.path=" + directory),
            source("P", "@SharedMemory interface P { Many many(); }"),
            source("Many", "@WasmModule(\"many.wasm\") interface Many {}"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "PLayout"))
        .contains("Only the first 10000 of its data symbols are here.", "int ITEM9999 = ")
        .doesNotContain("ITEM10000");
  }

  /** A shared library with an exported address for each word of its data. */
  private static byte[] libraryThatExportsData(int words) {
    WasmWriter dylink = new WasmWriter().name("dylink.0").u8(1);
    dylink.sized(new WasmWriter().u32(4 * words).u32(2).u32(0).u32(0));
    WasmWriter imports = new WasmWriter().u32(1).name("env").name("memory").u8(2).u8(0).u32(1);
    WasmWriter globals = new WasmWriter().u32(words);
    WasmWriter exports = new WasmWriter().u32(words);
    for (int i = 0; i < words; i++) {
      globals.u8(0x7f).u8(0).u8(0x41).s64(4L * i).u8(0x0b);
      exports.name("item" + i).u8(3).u32(i);
    }
    WasmWriter module = new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
    module.u8(0).sized(dylink).u8(2).sized(imports).u8(6).sized(globals).u8(7).sized(exports);
    return module.toByteArray();
  }

  @Test
  void namesTheProgramAndItsModulesAsOrigin() {
    RecordingProcessor processor = new RecordingProcessor();
    Compilation compilation = Compiler.javac().withProcessors(processor).compile(COUNTER, COUNTERS);

    assertThat(problems(compilation)).isEmpty();
    assertThat(processor.originatingElements())
        .containsOnly(
            entry("test.CountersLayout", List.of("test.Counters", "test.Counter")),
            entry("test.LinkedCounters", List.of("test.Counters", "test.Counter")),
            entry("test/Counters.layout.html", List.of("test.Counters", "test.Counter")));
  }

  /** With direct calls, of two instances of one module as well. */
  @Test
  void generatesAProgramThatIsCompiledToBytecode() {
    EngineNames.needChicorys();
    assertIsGolden(
        compile(
            source(
                "Abacus",
                """
                @SharedMemory(precompile = true)
                public interface Abacus {
                  record Quotient(int quotient, int remainder) {}

                  @WasmModule("wasm/scalars.wasm")
                  interface Scalars {
                    int add(int a, int b);
                    @WasmExport("add") int addBooleans(boolean a, boolean b);
                    double twice(double x);
                    boolean not(boolean x);
                    void store(int address, long value);
                    Quotient divide(int dividend, int divisor);
                    void fail();
                  }

                  @WasmModule("wasm/counter.wasm")
                  interface Counter { int step(int by); }

                  Scalars scalars();
                  Counter left();
                  Counter right();
                }
                """)),
        "LinkedAbacus");
  }

  /** All that javac's lint has to say about the generated sources, as sources like any other. */
  private static List<String> warningsOfGenerated(JavaFileObject... sources) {
    Compilation compilation = compile(sources);
    assertThat(problems(compilation)).isEmpty();
    List<JavaFileObject> all = new ArrayList<>(List.of(sources));
    all.addAll(compilation.generatedSourceFiles());
    Compilation again =
        Compiler.javac()
            // path, classfile: about the jars of the test's class path.
            .withOptions("-Xlint:all,-path,-classfile", "-Xdoclint:all/protected", "-proc:none")
            .compile(all);
    return problems(again).stream().filter(problem -> GENERATED.matcher(problem).find()).toList();
  }

  private static void assertIsGolden(Compilation compilation, String name) {
    String generated = generated(compilation, name);
    assertThat(generated).isEqualTo(Golden.source(name, generated));
  }
}
