package dev.radicchio.processor;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.export;
import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.testing.compile.Compilation;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.Engine;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.LinkException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that are compiled to bytecode, of modules that show where that has limits. */
class PrecompiledModulesTest {
  private static final int I32 = 0x7F;
  private static final int I64 = 0x7E;
  private static final int F32 = 0x7D;
  private static final int F64 = 0x7C;

  private static final int UNREACHABLE = 0x00;
  private static final int IF = 0x04;
  private static final int END = 0x0B;
  private static final int CALL = 0x10;
  private static final int RETURN_CALL = 0x12;
  private static final int CALL_REF = 0x14;
  private static final int LOCAL_GET = 0x20;
  private static final int LOCAL_SET = 0x21;
  private static final int GLOBAL_GET = 0x23;
  private static final int GLOBAL_SET = 0x24;
  private static final int CONST = 0x41;
  private static final int LONG_CONST = 0x42;
  private static final int EQ = 0x46;
  private static final int ADD = 0x6A;
  private static final int SUB = 0x6B;
  private static final int MUL = 0x6C;
  private static final int LONG_ADD = 0x7C;
  private static final int LONG_SUB = 0x7D;
  private static final int REF_FUNC = 0xD2;
  private static final int GC = 0xFB;
  private static final int EMPTY = 0x40;

  @TempDir Path directory;

  @Test
  void interpretsAFunctionThatIsTooLargeForAMethodAndWarns() throws Exception {
    write("large", large(bytes(CALL, 0)));
    Compilation compilation = compile("", LARGE, driver("p.l().large(1) + \" \" + p.l().outer(1)"));

    assertThat(codes(compilation)).containsExactly("P.java:3: RAD180", "P.java:3: RAD180");
    assertThat(problems(compilation).get(0)).startsWith("P.java:3: warning: l!large is too large");
    assertThat(call(compilation)).isEqualTo("280002 280003");
  }

  @Test
  void saysNothingOfALargeFunctionWhereThatIsSilenced() throws IOException {
    write("large", large(bytes(CALL, 0)));
    String silenced = LARGE.replace("L l();", "@SuppressWarnings(\"RAD180\") L l();");

    assertThat(codes(compile("", silenced, driver("p.l()")))).isEmpty();
  }

  /** Chicory's interpreter does not go back to compiled code where it comes to one of these. */
  @ParameterizedTest
  @ValueSource(ints = {RETURN_CALL, CALL_REF})
  void interpretsWhatALargeFunctionCallsWithoutComingBack(int opcode) throws Exception {
    write("large", large(opcode == CALL_REF ? bytes(REF_FUNC, 0, CALL_REF, 0) : bytes(opcode, 0)));
    Compilation compilation =
        compile(
            "@SuppressWarnings(\"RAD180\")",
            LARGE,
            driver("p.l().large(1) + \" \" + p.l().outer(1)"));

    assertThat(call(compilation)).isEqualTo("280002 280003");
  }

  /** Some engines leave the call to the caller, which the stub then has to be. */
  @Test
  void callsWhatEndsWithATailCall() throws Exception {
    write(
        "tail",
        new ModuleBytes()
            .section(
                Section.TYPE,
                type(List.of(I32), List.of(I32)),
                type(List.of(I32), List.of(I32, I32)))
            .section(Section.FUNCTION, bytes(0), bytes(0), bytes(1), bytes(1))
            .section(
                Section.EXPORT, export("tail", 0, 0), export("plain", 0, 1), export("pair", 0, 3))
            .code(
                bytes(LOCAL_GET, 0, RETURN_CALL, 1),
                bytes(LOCAL_GET, 0, CONST, 7, ADD),
                bytes(LOCAL_GET, 0, LOCAL_GET, 0),
                bytes(LOCAL_GET, 0, RETURN_CALL, 2)));
    Compilation compilation =
        compile(
            "",
            "interface P extends AutoCloseable { M m(); @Override void close();"
                + " record Pair(int one, int two) {}"
                + " @WasmModule(\"wasm/tail.wasm\")"
                + " interface M { int tail(int x); int plain(int x); Pair pair(int x); } }",
            driver(
                "p.m().tail(1) + \" \" + p.m().plain(2) + \" \" + p.m().pair(3).two()"
                    + " + \" \" + p.m().plain(4)"));

    assertThat(call(compilation)).isEqualTo("8 9 3 11");
  }

  /** Its branches look at all bits of an argument, of which an i32 has the lower half. */
  @Test
  void narrowsWhatALargeFunctionTakes() throws Exception {
    write("large", large(bytes(CALL, 0)));
    Compilation compilation =
        compile(
            "@SuppressWarnings(\"RAD180\")",
            "interface P extends AutoCloseable { L l(); dev.radicchio.LinkedProgram program();"
                + " @Override void close(); @WasmModule(\"wasm/large.wasm\") interface L {} }",
            driver("p.program().function(\"l\", \"branch\").call(1L << 32)[0]"));

    assertThat(call(compilation)).isEqualTo(3L);
  }

  private static final String LARGE =
      "interface P extends AutoCloseable { @Override void close();\n L l();\n"
          + "@WasmModule(\"wasm/large.wasm\") interface L { int large(int x); int outer(int x); } }";

  /**
   * {@code large} adds 7 to a number 20,000 times and doubles it by a call of function 0, and
   * {@code outer} calls that and adds 1. {@code branch} is as large, and is 3 if it is given 0.
   */
  private static ModuleBytes large(WasmWriter calls) {
    WasmWriter sum = new WasmWriter();
    for (int i = 0; i < 20_000; i++) {
      sum.append(bytes(LOCAL_GET, 0, CONST, 7, ADD, LOCAL_SET, 0));
    }
    WasmWriter large = new WasmWriter().append(sum).u8(LOCAL_GET).u8(0).append(calls);
    WasmWriter branch =
        new WasmWriter()
            .append(bytes(LOCAL_GET, 0, IF, I32, CONST, 4, 0x05, CONST, 3, END))
            .append(sum);
    return new ModuleBytes()
        .section(Section.TYPE, type(List.of(I32), List.of(I32)))
        .section(Section.FUNCTION, bytes(0), bytes(0), bytes(0), bytes(0))
        .section(
            Section.EXPORT, export("large", 0, 1), export("outer", 0, 2), export("branch", 0, 3))
        .section(Section.ELEMENT, bytes(3, 0, 1, 0))
        .code(
            bytes(LOCAL_GET, 0, CONST, 2, MUL),
            large,
            bytes(LOCAL_GET, 0, CALL, 1, CONST, 1, ADD),
            branch);
  }

  /** Chicory puts 12,288 functions into a class. */
  @Test
  void callsFunctionsOfSeveralClasses() throws Exception {
    List<Integer> called = List.of(0, 1, 6143, 6144, 12_286, 12_287, 12_288, 12_289, 12_299);
    write("many", many(12_300, called, i -> new WasmWriter().u8(CONST).s64(i), I32));
    Compilation compilation = compile("", calling("int", called), driver(calls(called)));

    assertThat(call(compilation)).isEqualTo(called.toString());
    assertThat(groups(compilation)).isEqualTo(2);
  }

  /** Each function has ten constants that no other has, and a class has room for 65,535. */
  @Test
  void callsFunctionsOfClassesThatWereHalved() throws Exception {
    List<Integer> called = List.of(0, 1535, 1536, 3071, 3072, 6143, 6144, 7998, 7999);
    write("many", many(8_000, called, PrecompiledModulesTest::tenConstants, I64));
    Compilation compilation = compile("", calling("long", called), driver(calls(called)));

    assertThat(call(compilation))
        .isEqualTo(called.stream().map(i -> (10L << 40) + 100L * i + 45).toList().toString());
    assertThat(groups(compilation)).isGreaterThan(2);
  }

  private static WasmWriter tenConstants(int function) {
    WasmWriter code = new WasmWriter();
    for (int i = 0; i < 10; i++) {
      code.u8(LONG_CONST).s64((1L << 40) + 10L * function + i);
      code.append(i == 0 ? bytes() : bytes(LONG_ADD));
    }
    return code;
  }

  private static ModuleBytes many(
      int count, List<Integer> exported, Function<Integer, WasmWriter> body, int result) {
    WasmWriter[] types = new WasmWriter[count];
    Arrays.fill(types, bytes(0));
    return new ModuleBytes()
        .section(Section.TYPE, type(List.of(), List.of(result)))
        .section(Section.FUNCTION, types)
        .section(
            Section.EXPORT,
            exported.stream().map(i -> export("f" + i, 0, i)).toArray(WasmWriter[]::new))
        .code(IntStream.range(0, count).boxed().map(body).toArray(WasmWriter[]::new));
  }

  private static String calling(String type, List<Integer> functions) {
    return functions.stream()
        .map(i -> type + " f" + i + "();")
        .collect(
            Collectors.joining(
                " ",
                "interface P extends AutoCloseable { @Override void close(); M m();"
                    + " @WasmModule(\"wasm/many.wasm\") interface M { ",
                " } }"));
  }

  private static String calls(List<Integer> functions) {
    return functions.stream()
        .map(i -> "p.m().f" + i + "()")
        .collect(Collectors.joining(", ", "java.util.List.of(", ").toString()"));
  }

  private static long groups(Compilation compilation) {
    return compilation.generatedFiles().stream()
        .filter(file -> file.getName().contains("LinkedPCodeFuncGroup_"))
        .count();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void passesAllBitsOfNumbers(boolean precompiled) throws Exception {
    write(
        "values",
        new ModuleBytes()
            .section(
                Section.TYPE,
                type(List.of(F32), List.of(F32)),
                type(List.of(F64), List.of(F64)),
                type(List.of(I64), List.of(I64)),
                type(List.of(I32), List.of(I32)),
                type(List.of(F32, F64, I64, I32), List.of(I32, I64, F64, F32)))
            .section(Section.FUNCTION, bytes(0), bytes(1), bytes(2), bytes(3), bytes(4))
            .section(
                Section.EXPORT,
                export("f", 0, 0),
                export("d", 0, 1),
                export("l", 0, 2),
                export("i", 0, 3),
                export("all", 0, 4))
            .code(
                bytes(LOCAL_GET, 0),
                bytes(LOCAL_GET, 0),
                bytes(LOCAL_GET, 0),
                bytes(LOCAL_GET, 0),
                bytes(LOCAL_GET, 3, LOCAL_GET, 2, LOCAL_GET, 1, LOCAL_GET, 0)));
    Compilation compilation =
        compile(
            precompiled,
            """
            @SharedMemory
            interface P extends AutoCloseable {
              V v();
              @Override void close();
              record All(boolean i, long l, double d, float f) {}
              @WasmModule("wasm/values.wasm") interface V {
                float f(float x); double d(double x); long l(long x); int i(int x);
                @WasmExport("i") boolean bool(boolean x);
                @WasmExport("i") boolean boolOf(int x);
                All all(float f, double d, long l, boolean i);
              }
            }
            """,
            driver(
                """
                Integer.toHexString(Float.floatToRawIntBits(p.v().f(Float.intBitsToFloat(0xffe12345))))
                + Long.toHexString(Double.doubleToRawLongBits(
                    p.v().d(Double.longBitsToDouble(0xfffabcdef0123456L))))
                + " " + p.v().f(-0f) + p.v().d(-0.0) + p.v().l(Long.MIN_VALUE) + p.v().i(-1)
                + " " + p.v().bool(true) + p.v().bool(false) + p.v().boolOf(6)
                + p.v().all(-0f, -0.0, -1L << 40, true)
                """));

    assertThat(call(compilation))
        .isEqualTo(
            "ffe12345fffabcdef0123456 -0.0-0.0-9223372036854775808-1 truefalsetrue"
                + "All[i=true, l=-1099511627776, d=-0.0, f=-0.0]");
  }

  /** A method has 255 slots, of which a long takes two, and Chicory needs four at most. */
  @Test
  void callsFunctionsWithMoreParametersThanAMethodHasIndirectly() throws Exception {
    List<Integer> wider = Collections.nCopies(127, I64);
    List<Integer> wide = new ArrayList<>(Collections.nCopies(125, I64));
    wide.add(I32);
    write(
        "wide",
        new ModuleBytes()
            .section(Section.TYPE, type(wider, List.of(I64)), type(wide, List.of(I64)))
            .section(Section.FUNCTION, bytes(0), bytes(1))
            .section(Section.EXPORT, export("wider", 0, 0), export("wide", 0, 1))
            .code(
                bytes(LOCAL_GET, 126, LOCAL_GET, 0, LONG_SUB),
                bytes(LOCAL_GET, 124, LOCAL_GET, 1, LONG_SUB)));
    String taken =
        IntStream.range(0, 125).mapToObj(i -> "long a" + i).collect(Collectors.joining(", "));
    String given = IntStream.range(0, 125).mapToObj(i -> i + "").collect(Collectors.joining(", "));
    Compilation compilation =
        compile(
            "",
            "interface P extends AutoCloseable { W w(); @Override void close();"
                + " @WasmModule(\"wasm/wide.wasm\") interface W { long wider("
                + taken
                + ", long more, long last); long wide("
                + taken
                + ", int last); } }",
            driver(
                "p.w().wider(%s, 0L, 1000L) + \" \" + p.w().wide(%s, 1)".formatted(given, given)));

    assertThat(call(compilation)).isEqualTo("1000 123");
    assertThat(generated(compilation, "LinkedP"))
        .contains("GuestFunction wider", "_0.func_1(p0")
        .doesNotContain("GuestFunction wide;");
  }

  /** Chicory looks for garbage when it is called from outside, as direct calls do not. */
  @Test
  void callsWhatMakesObjectsAsAnOutsider() throws Exception {
    assumeTrue(Engine.installed().has(Shortcoming.COLLECTION));
    write(
        "struct",
        new ModuleBytes()
            .section(Section.TYPE, type(List.of(I32), List.of(I32)), bytes(0x5F, 1, I32, 1))
            .section(Section.FUNCTION, bytes(0))
            .section(Section.EXPORT, export("f", 0, 0))
            .code(bytes(LOCAL_GET, 0, GC, 0, 1, GC, 2, 1, 0)));
    write(
        "number",
        new ModuleBytes()
            .section(Section.TYPE, type(List.of(I32), List.of(I32)))
            .section(Section.FUNCTION, bytes(0))
            .section(Section.EXPORT, export("f", 0, 0))
            .code(bytes(LOCAL_GET, 0, GC, 0x1C, GC, 0x1E)));
    for (String module : List.of("struct", "number")) {
      Compilation compilation =
          compile(
              "",
              "interface P extends AutoCloseable { M m(); @Override void close();"
                  + " @WasmModule(\"wasm/"
                  + module
                  + ".wasm\") interface M { int f(int x); } }",
              driver("java.util.stream.IntStream.range(0, 10_000).map(p.m()::f).sum()"));

      assertThat(call(compilation)).isEqualTo(49_995_000);
      assertThat(generated(compilation, "LinkedP")).doesNotContain("DirectCalls");
    }
  }

  /** How a guest is left, in each of the ways in which it is run. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void putsTheStackPointerBackWhenAGuestIsLeft(boolean precompiled) throws Exception {
    write("stack", stack());
    Compilation compilation =
        compile(
            precompiled,
            """
            @SharedMemory(hosts = P.H.class)
            interface P extends AutoCloseable {
              S s();
              @Override void close();
              @WasmHost("env") interface H { void fail(); }
              @WasmModule("wasm/stack.wasm") interface S { int dive(int how); int pointer(); }
            }
            """,
            source(
                "Driver",
                """
                public class Driver implements java.util.concurrent.Callable<Object> {
                  private static <T extends Throwable> void sneak(Throwable t) throws T {
                    throw (T) t;
                  }
                  private Throwable thrown;
                  @Override public Object call() {
                    try (LinkedP p = LinkedP.with(() -> Driver.<RuntimeException>sneak(thrown)).link()) {
                      int before = p.s().pointer();
                      StringBuilder all = new StringBuilder();
                      for (Throwable t : java.util.List.of(
                          new IllegalStateException("a"), new java.io.IOException("b"),
                          new AssertionError("c"))) {
                        thrown = t;
                        all.append(dive(p, 1) == t).append(p.s().pointer() == before).append(' ');
                      }
                      for (int how : new int[] {2, 3}) {
                        all.append(dive(p, how).getClass().getSimpleName())
                            .append(p.s().pointer() == before).append(' ');
                      }
                      return all.toString() + p.s().dive(0);
                    }
                  }
                  private static Throwable dive(P p, int how) {
                    try {
                      p.s().dive(how);
                    } catch (Throwable t) {
                      return t;
                    }
                    throw new AssertionError("returned");
                  }
                }
                """));

    assertThat(call(compilation))
        .isEqualTo("truetrue truetrue truetrue GuestTrapExceptiontrue GuestTrapExceptiontrue 7");
  }

  /** Of three stacks, two are of modules without names; the calls nest, and one in three throws. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void putsTheStackPointersOfAllInstancesBack(boolean precompiled) throws Exception {
    Path folder = Files.createDirectories(directory.resolve("wasm"));
    for (String module : List.of("absolute", "other", "relocs")) {
      Files.write(folder.resolve(module + ".wasm"), Fixture.bytes("frames." + module));
    }
    Compilation compilation =
        compile(
            precompiled,
            """
            @SharedMemory(hosts = P.H.class)
            interface P extends AutoCloseable {
              @WasmModule(value = "wasm/absolute.wasm", base = 1048576) interface A extends F {}
              @WasmModule(value = "wasm/other.wasm", base = 2097152) interface B extends F {}
              @WasmModule("wasm/relocs.wasm") interface C extends F {}
              interface F { int dive(int depth); int stackAddress(); }
              @WasmHost("env") interface H { int visit(int depth); }
              A a();
              B b();
              C c();
              @Override void close();
            }
            """,
            source(
                "Driver",
                """
                public class Driver implements java.util.concurrent.Callable<Object>, P.H {
                  private LinkedP p;
                  private P.F[] all;
                  private int wrong;
                  @Override public Object call() {
                    try (LinkedP linked = LinkedP.with(this).link()) {
                      p = linked;
                      all = new P.F[] {p.a(), p.b(), p.c()};
                      String before = addresses();
                      int sum = 0;
                      for (int i = 0; i < 200; i++) {
                        sum += all[i % 3].dive(9);
                      }
                      return sum + " " + wrong + " " + addresses().equals(before);
                    }
                  }
                  private String addresses() {
                    return p.a().stackAddress() + " " + p.b().stackAddress() + " "
                        + p.c().stackAddress();
                  }
                  @Override public int visit(int depth) {
                    if (depth == 0) {
                      throw new IllegalStateException();
                    }
                    String before = addresses();
                    try {
                      return all[depth % 3].dive(depth - 1);
                    } catch (IllegalStateException e) {
                      wrong += addresses().equals(before) ? 0 : 1;
                      if (depth % 3 == 0) {
                        return depth;
                      }
                      throw e;
                    }
                  }
                }
                """));

    assertThat(call(compilation)).isEqualTo("14600 0 true");
  }

  /** {@code dive} takes of the stack; 1 calls the host, 2 traps, and 3 calls itself for ever. */
  private static ModuleBytes stack() {
    return new ModuleBytes()
        .dylink(0, 0)
        .section(
            Section.TYPE,
            type(List.of(), List.of()),
            type(List.of(I32), List.of(I32)),
            type(List.of(), List.of(I32)))
        .imports(
            ModuleBytes.function("env", "fail", 0),
            ModuleBytes.global("env", "__stack_pointer", I32, true))
        .section(Section.FUNCTION, bytes(1), bytes(2))
        .section(Section.EXPORT, export("dive", 0, 1), export("pointer", 0, 2))
        .code(
            bytes(GLOBAL_GET, 0, CONST, 16, SUB, GLOBAL_SET, 0)
                .append(bytes(LOCAL_GET, 0, CONST, 1, EQ, IF, EMPTY, CALL, 0, END))
                .append(bytes(LOCAL_GET, 0, CONST, 2, EQ, IF, EMPTY, UNREACHABLE, END))
                .append(bytes(LOCAL_GET, 0, CONST, 3, EQ, IF, EMPTY))
                .append(bytes(LOCAL_GET, 0, CALL, 1, LOCAL_SET, 0, END))
                .append(bytes(GLOBAL_GET, 0, CONST, 16, ADD, GLOBAL_SET, 0, CONST, 7)),
            bytes(GLOBAL_GET, 0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesToStartWithMoreMemoryThanAJvmHas(boolean precompiled) throws IOException {
    write("huge", new ModuleBytes().types().functions(1).memory(1).code(bytes()));
    Compilation compilation =
        compile(
            precompiled,
            """
            @Region(importName = "x.all", bytes = Integer.MAX_VALUE)
            @SharedMemory
            interface P extends AutoCloseable {
              H h();
              @Override void close();
              @WasmModule("wasm/huge.wasm") interface H {}
            }
            """,
            driver("p.h()"));

    assertThatThrownBy(() -> call(compilation))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("(RAD412)");
  }

  /** Which Chicory does not run either way. */
  @Test
  void saysOnceThatAModuleHasVectorInstructions() {
    Compilation compilation =
        Compile.compile(
            source(
                "P",
                "@SharedMemory(precompile = true) interface P {",
                "  V v();",
                "  @WasmModule(\"wasm/features/simd.wasm\") interface V {} }"));

    assertThat(codes(compilation)).containsExactly("P.java:3: RAD601");
  }

  private static WasmWriter type(List<Integer> params, List<Integer> results) {
    WasmWriter out = new WasmWriter().u8(0x60).u32(params.size());
    params.forEach(out::u8);
    out.u32(results.size());
    results.forEach(out::u8);
    return out;
  }

  private void write(String name, ModuleBytes module) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("wasm"));
    Files.write(folder.resolve(name + ".wasm"), module.toByteArray());
  }

  private static JavaFileObject driver(String value) {
    return source(
        "Driver",
        "public class Driver implements java.util.concurrent.Callable<Object> {",
        "  @Override public Object call() {",
        "    try (P p = LinkedP.link()) { return " + value + "; } } }");
  }

  private Compilation compile(String annotations, String program, JavaFileObject driver) {
    return compile(true, annotations + " @SharedMemory " + program, driver);
  }

  private Compilation compile(boolean precompiled, String program, JavaFileObject driver) {
    return Compile.compile(
        List.of("-Aradicchio.path=" + directory, "-Aradicchio.precompile=" + precompiled),
        source("P", program),
        driver);
  }

  /** Loads the modules, too, which programs that are compiled do not ask for. */
  private Object call(Compilation compilation) throws Exception {
    assertThat(compilation.errors()).isEmpty();
    ClassLoader classes =
        new CompiledClasses(compilation) {
          @Override
          public @Nullable InputStream getResourceAsStream(String name) {
            return name.endsWith(".wasm") ? open(name) : super.getResourceAsStream(name);
          }
        };
    return ((Callable<?>) classes.loadClass("test.Driver").getDeclaredConstructor().newInstance())
        .call();
  }

  private InputStream open(String name) {
    try {
      return new ByteArrayInputStream(Files.readAllBytes(directory.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
