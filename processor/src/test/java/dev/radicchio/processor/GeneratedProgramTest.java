package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import dev.radicchio.GuestTrapException;
import dev.radicchio.link.LinkException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Generated programs do what the interfaces say: compiled, loaded, linked and called. */
class GeneratedProgramTest {
  private static final JavaFileObject SCALARS =
      source(
          "Scalars",
          """
          @WasmModule("wasm/scalars.wasm")
          interface Scalars {
            record Quotient(int quotient, int remainder) {}
            record Mixed(double d, float f, long l, boolean b) {}

            int add(int a, int b);
            @WasmExport("add") int addBooleans(boolean a, boolean b);
            long addLong(long a, long b);
            float half(float x);
            double twice(double x);
            boolean not(boolean x);
            int not(int x);
            void store(int address, long value);
            Quotient divide(int dividend, int divisor);
            Mixed mix(boolean b, long l, float f, double d);
            void fail();
            default int three() { return add(1, 2); }
          }
          """);

  private static final JavaFileObject CALCULATOR =
      source(
          "Calculator",
          """
          import dev.radicchio.memory.FlatMemory;

          @SharedMemory
          interface Calculator extends AutoCloseable {
            Scalars scalars();
            FlatMemory memory();
            @Override void close();
          }
          """);

  @Test
  void passesAndReturnsInts() throws Exception {
    assertThat(calculate("s.add(40, 2)")).isEqualTo(42);
    assertThat(calculate("s.add(Integer.MAX_VALUE, 1)")).isEqualTo(Integer.MIN_VALUE);
    assertThat(calculate("s.add(-5, 3)")).isEqualTo(-2);
  }

  @Test
  void passesAndReturnsLongs() throws Exception {
    assertThat(calculate("s.addLong(1L << 40, -1)")).isEqualTo((1L << 40) - 1);
  }

  @Test
  void passesAndReturnsBooleans() throws Exception {
    assertThat(calculate("s.addBooleans(true, true)")).isEqualTo(2);
    assertThat(calculate("s.addBooleans(true, false)")).isEqualTo(1);
    assertThat(calculate("s.not(true)")).isEqualTo(false);
    assertThat(calculate("s.not(false)")).isEqualTo(true);
  }

  @Test
  void passesAndReturnsFloats() throws Exception {
    assertThat(calculate("s.half(-3f)")).isEqualTo(-1.5f);
    assertThat(calculate("s.half(Float.POSITIVE_INFINITY)")).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(calculate("s.half(Float.NaN)")).isEqualTo(Float.NaN);
  }

  @Test
  void passesAndReturnsDoubles() throws Exception {
    assertThat(calculate("s.twice(-0.125)")).isEqualTo(-0.25);
    assertThat(calculate("s.twice(Double.MAX_VALUE)")).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void returnsSeveralResultsAsARecord() throws Exception {
    assertThat(calculate("s.divide(-17, 5).toString()"))
        .isEqualTo("Quotient[quotient=-3, remainder=-2]");
    assertThat(calculate("s.mix(true, -9L, 0.5f, 0.25).toString()"))
        .isEqualTo("Mixed[d=0.25, f=0.5, l=-9, b=true]");
  }

  @Test
  void callsTheOverloadThatTheCallerMeans() throws Exception {
    assertThat(calculate("s.not(17)")).isEqualTo(0);
  }

  @Test
  void runsMethodsThatHaveABody() throws Exception {
    assertThat(calculate("s.three()")).isEqualTo(3);
  }

  @Test
  void sharesTheMemoryWithTheGuest() throws Exception {
    assertThat(
            run(
                "int at = CalculatorLayout.HEAP_BASE;"
                    + " c.scalars().store(at, 0x1122334455667788L);"
                    + " return c.memory().readLong(at);"))
        .isEqualTo(0x1122334455667788L);
  }

  @Test
  void throwsWhatTheGuestTraps() {
    assertThatThrownBy(() -> run("c.scalars().fail(); return null;"))
        .isInstanceOf(GuestTrapException.class);
  }

  @Test
  void closesTheProgram() {
    assertThatThrownBy(() -> run("c.close(); return c.scalars().add(1, 2);"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void givesEachInstanceDataOfItsOwn() throws Exception {
    Compilation compilation =
        compile(
            options(),
            source(
                "Counter",
                "@WasmModule(\"wasm/counter.wasm\")",
                "interface Counter { int step(int by); int currentCount(); }"),
            source(
                "Counters", "@SharedMemory interface Counters { Counter one(); Counter two(); }"),
            driver(
                """
                try (LinkedCounters c = LinkedCounters.link()) {
                  c.one().step(1);
                  c.two().step(100);
                  c.one().step(1);
                  return c.one().currentCount() + " " + c.two().currentCount();
                }
                """));

    assertThat(call(compilation, new CompiledClasses(compilation))).isEqualTo("13 111");
  }

  @Test
  void letsOneInstanceCallAnother() throws Exception {
    Compilation compilation =
        compile(
            options(),
            SCALARS,
            source(
                "Caller",
                "@WasmModule(\"wasm/caller.wasm\")",
                "interface Caller { int addThree(int a, int b, int c); }"),
            source("P", "@SharedMemory interface P { Caller caller(); Scalars scalars(); }"),
            driver("try (LinkedP p = LinkedP.link()) { return p.caller().addThree(1, 2, 3); }"));

    assertThat(call(compilation, new CompiledClasses(compilation))).isEqualTo(6);
  }

  private static final JavaFileObject LEVELS =
      source(
          "Levels",
          "interface Levels {",
          "  @WasmModule(\"wasm/level_one.wasm\") interface One { int level(); }",
          "  @WasmModule(\"wasm/level_two.wasm\") interface Two { int level(); }",
          "  @WasmModule(\"wasm/uses_level.wasm\") interface User { int tenLevels(); }",
          "}");

  @Test
  void takesAnImportFromTheInstanceThatItIsLinkedTo() throws Exception {
    Compilation compilation =
        compile(
            options(),
            LEVELS,
            source(
                "P",
                "@SharedMemory interface P {",
                "  Levels.One one();",
                "  Levels.Two two();",
                "  @Link(importName = \"env.level\", to = \"two\") Levels.User user();",
                "  @Link(importName = \"env.level\", to = \"one\") Levels.User other();",
                "}"),
            driver(
                "try (LinkedP p = LinkedP.link()) {"
                    + " return p.user().tenLevels() + p.other().tenLevels(); }"));

    assertThat(call(compilation, new CompiledClasses(compilation))).isEqualTo(30);
  }

  @Test
  void movesStaticPositionIndependentCodeOnRequest() throws Exception {
    Compilation compilation =
        compile(
            options(),
            SCALARS,
            source(
                "Plain",
                "@WasmModule(value = \"wasm/plain.wasm\", relocation = Relocation.PIC_STATIC)",
                "interface Plain { int advance(int i); }"),
            source("P", "@SharedMemory interface P { Scalars s(); Plain one(); Plain two(); }"),
            driver(
                """
                try (LinkedP p = LinkedP.link()) {
                  p.one().advance(0);
                  p.two().advance(2);
                  return p.one().advance(1) + " " + p.two().advance(1);
                }
                """));

    assertThat(call(compilation, new CompiledClasses(compilation))).isEqualTo("112 118");
  }

  /** Without its base, a number in the code of {@code far.wasm} would be where the other is. */
  @Test
  void linksModulesThatCannotBeMovedByTheirBases() throws Exception {
    Compilation compilation =
        compile(
            options(),
            source("Fixed", "@WasmModule(\"wasm/fixed.wasm\") interface Fixed { int first(); }"),
            source(
                "Far",
                "@WasmModule(value = \"wasm/far.wasm\", base = 0x100000)",
                "interface Far { int sum(); }"),
            source(
                "P", "@SharedMemory(stackBytes = 4096) interface P { Fixed fixed(); Far far(); }"),
            driver(
                "try (LinkedP p = LinkedP.link()) { return p.fixed().first() + p.far().sum(); }"));

    assertThat(call(compilation, new CompiledClasses(compilation))).isEqualTo(2043);
  }

  @Test
  void linksWhatItWasCompiledAs() throws Exception {
    Compilation compilation =
        compile(
            options(),
            LEVELS,
            source(
                "Data",
                "@WasmModule(value = \"wasm/named_data.wasm\", base = 0x3400)",
                "interface Data { int sum(); }"),
            source("Hello", "@WasmModule(\"wasm/hello.wasm\") interface Hello {}"),
            source(
                "P",
                "@Region(importName = \"mem.shared\", bytes = 400, alignment = 4096)",
                "@SharedMemory(stackBytes = 12288, maxPages = 40, wasi = true,",
                "    heap = HeapPolicy.GUEST, heapOwner = \"hello\") interface P {",
                "  Data data();",
                "  Hello hello();",
                "  Levels.One one();",
                "  Levels.Two two();",
                "  @Link(importName = \"env.level\", to = \"two\") Levels.User user();",
                "  dev.radicchio.LinkedProgram program();",
                "  dev.radicchio.memory.Heap heap();",
                "}"),
            driver(
                """
                var options = com.dylibso.chicory.wasi.WasiOptions.builder().build();
                try (LinkedP p = LinkedP.with(options).link()) {
                  return p.program().layout().describe().equals(PLayout.describe())
                      + " " + p.program().layout().maxPages() + " " + p.user().tenLevels();
                }
                """));

    assertThat(call(compilation, new CompiledClasses(compilation))).isEqualTo("true 40 20");
  }

  @Test
  void namesDataInTheLayout() throws Exception {
    Compilation compilation =
        compile(
            options(),
            source(
                "Data", "@WasmModule(\"wasm/named_data.wasm\")", "interface Data { int sum(); }"),
            source(
                "P",
                "@SharedMemory interface P { Data one(); Data two();"
                    + " dev.radicchio.memory.FlatMemory memory(); }"),
            driver(
                """
                try (LinkedP p = LinkedP.link()) {
                  var memory = p.memory();
                  memory.writeInt(PLayout.Two.COUNTER_VALUE, 1041);
                  return memory.readInt(PLayout.One.COUNTER_VALUE)
                      + " " + memory.readInt(PLayout.One.COUNTER_VALUE_2)
                      + " " + memory.readInt(PLayout.One.DATA_START_2)
                      + " " + memory.readByte(PLayout.One.BUFFER + 99)
                      + " " + p.one().sum() + " " + p.two().sum();
                }
                """));

    assertThat(call(compilation, new CompiledClasses(compilation)))
        .isEqualTo("41 42 43 0 215 1215");
    assertThat(generated(compilation, "PLayout"))
        .contains("The address of counterValue, 4 bytes.")
        .doesNotContain("RESERVED");
  }

  @Test
  void refusesAFileThatHasChangedSince() {
    Compilation compilation =
        compile(options(), SCALARS, CALCULATOR, driver("return LinkedCalculator.link();"));
    byte[] changed = {0, 'a', 's', 'm', 1, 0, 0, 0};

    assertThatThrownBy(
            () ->
                call(
                    compilation,
                    new CompiledClasses(compilation) {
                      @Override
                      public InputStream getResourceAsStream(String name) {
                        return new ByteArrayInputStream(changed);
                      }
                    }))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining(changed("wasm/scalars.wasm", "Calculator"));
  }

  @Test
  void refusesStaticPositionIndependentCodeThatHasChangedSince() {
    Compilation compilation =
        compile(
            options(),
            source(
                "Plain",
                "@WasmModule(value = \"wasm/plain.wasm\", relocation = Relocation.PIC_STATIC)",
                "interface Plain { int advance(int i); }"),
            source("P", "@SharedMemory interface P { Plain plain(); }"),
            driver("return LinkedP.link();"));
    byte[] changed = {0, 'a', 's', 'm', 1, 0, 0, 0};

    assertThatThrownBy(
            () ->
                call(
                    compilation,
                    new CompiledClasses(compilation) {
                      @Override
                      public InputStream getResourceAsStream(String name) {
                        return new ByteArrayInputStream(changed);
                      }
                    }))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining(changed("wasm/plain.wasm", "P"));
  }

  @Test
  void refusesToLinkWithoutAFile() {
    Compilation compilation =
        compile(options(), SCALARS, CALCULATOR, driver("return LinkedCalculator.link();"));

    assertThatThrownBy(
            () ->
                call(
                    compilation,
                    new CompiledClasses(compilation) {
                      @Override
                      public @Nullable InputStream getResourceAsStream(String name) {
                        return null;
                      }
                    }))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining(missing("wasm/scalars.wasm", "Calculator"));
  }

  /** What is said of a file of a program that is another one than it was. */
  String changed(String module, String program) {
    return module + " has changed since the program was compiled";
  }

  /** What is said of a file that is not there. */
  String missing(String module, String program) {
    return module + ": not found";
  }

  /** What every compilation is told; a subclass has programs compiled to bytecode. */
  List<String> options() {
    return List.of();
  }

  private Object calculate(String expression) throws Exception {
    return run("Scalars s = c.scalars(); return " + expression + ";");
  }

  private Object run(String body) throws Exception {
    Compilation compilation =
        compile(
            options(),
            SCALARS,
            CALCULATOR,
            driver("try (Calculator c = LinkedCalculator.link()) { " + body + " }"));
    return call(compilation, new CompiledClasses(compilation));
  }

  private static JavaFileObject driver(String body) {
    return source(
        "Driver",
        "public class Driver implements java.util.concurrent.Callable<Object> {",
        "  @Override public Object call() { " + body + " }",
        "}");
  }

  private static Object call(Compilation compilation, ClassLoader classes) throws Exception {
    assertThat(problems(compilation)).isEmpty();
    return ((Callable<?>) classes.loadClass("test.Driver").getDeclaredConstructor().newInstance())
        .call();
  }
}
