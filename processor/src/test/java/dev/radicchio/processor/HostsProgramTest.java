package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compileWithChicory;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import dev.radicchio.link.LinkException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs get from Java what they import, and share regions and heaps with it. */
class HostsProgramTest {
  private static final JavaFileObject MODULES =
      source(
          "M",
          """
          interface M {
            @WasmModule("wasm/hosted.wasm")
            interface Hosted {
              double quadruple(double x);
              float quarter(float x);
              void fill(int count);
            }

            @WasmModule("wasm/limited.wasm")
            interface Limited {
              long limitOf();
              int ticks(int x);
            }

            @WasmModule("wasm/both_names.wasm")
            interface Both { int addTwo(int x); }

            @WasmModule("wasm/hello.wasm")
            interface Hello {
              void greet();
              @CString String copy(@CString String text);
            }

            @WasmModule("wasm/asks.wasm")
            interface Asks { long answer(); }

            @WasmModule("wasm/copies.wasm")
            interface Copies {
              int twice(@Utf8 String text);
              void release(int text);
            }
          }
          """);
  private static final JavaFileObject ENV =
      source("Env", "@WasmHost(\"env\") interface Env { double twice(double x); }");
  private static final JavaFileObject MATHS =
      source("Maths", "@WasmHost(\"math\") interface Maths { float half(float x); }");
  private static final JavaFileObject HOSTED =
      source(
          "P",
          """
          @Region(importName = "mem.data_offset", bytes = 400, alignment = 4096)
          @SharedMemory(hosts = {Env.class, Maths.class})
          interface P extends AutoCloseable {
            M.Hosted hosted();
            dev.radicchio.memory.FlatMemory memory();
            dev.radicchio.LinkedProgram program();
            @Override void close();
          }
          """);

  @Test
  void hostsAreGivenInOrder() throws Exception {
    assertThat(
            run(
                """
                try (P p = LinkedP.with((Env) x -> 2 * x).with((Maths) x -> x / 2).link()) {
                  return p.hosted().quadruple(1.25) + " " + p.hosted().quarter(1);
                }
                """,
                ENV,
                MATHS,
                HOSTED))
        .isEqualTo("5.0 0.25");
  }

  @ParameterizedTest
  @CsvSource({"int hook(int x), 1005", "int absent(int x), -1"})
  void whatAModuleNeedsOnlyIfItIsThereNeedNotBeTheHosts(String method, int result)
      throws Exception {
    assertThat(
            run(
                "try (W w = LinkedW.with((Weak) x -> x + 1000).link()) { return w.one().call_hook(5); }",
                source("Weak", "@WasmHost(\"env\") interface Weak { " + method + "; }"),
                source(
                    "W",
                    """
                    @SharedMemory(hosts = Weak.class)
                    interface W extends AutoCloseable {
                      @WasmModule("wasm/shared/weak.one.dylink.wasm")
                      interface One { int call_hook(int x); }
                      One one();
                      @Override void close();
                    }
                    """)))
        .isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LinkedP.link() | method link in class test.LinkedP cannot be applied to given types",
        "LinkedP.with((Env) x -> x).link() | cannot find symbol symbol: method link()",
        "LinkedP.with((Maths) x -> x) | test.Maths cannot be converted to test.Env",
        "LinkedP.with((Env) x -> x).with((Env) x -> x) | test.Env cannot be converted to test.Maths",
        "LinkedP.with((Env) x -> x).with((Maths) x -> x).with((Maths) x -> x) | cannot find symbol"
            + " symbol: method with(test.Maths)",
        "new LinkedP.WithEnv(null) | WithEnv(dev.radicchio.Hosts) has private access in"
            + " test.LinkedP.WithEnv",
      })
  void aProgramCannotBeLinkedWithoutAllOfItsHosts(String expression, String problem) {
    assertThat(problems(compile("return " + expression + ";", ENV, MATHS, HOSTED)))
        .singleElement()
        .asString()
        .startsWith("Driver.java:5: ")
        .satisfies(found -> assertThat(found.replaceAll("\\s+", " ")).contains(problem));
  }

  @Test
  void noHostIsNull() {
    assertThatThrownBy(() -> run("return LinkedP.with(null);", ENV, MATHS, HOSTED))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("host");
  }

  @Test
  void constantsSayWhereGuestsFindARegion() throws Exception {
    assertThat(
            run(
                """
                try (P p = LinkedP.with((Env) x -> x).with((Maths) x -> x).link()) {
                  p.hosted().fill(PLayout.DATA_OFFSET_BYTES / 4);
                  return PLayout.DATA_OFFSET % 4096 + " "
                      + p.memory().readInt(PLayout.DATA_OFFSET) + " "
                      + p.memory().readInt(PLayout.DATA_OFFSET + 4 * 9) + " "
                      + p.memory().readInt(PLayout.DATA_OFFSET + PLayout.DATA_OFFSET_BYTES - 4) + " "
                      + (PLayout.HEAP_BASE - PLayout.DATA_OFFSET >= PLayout.DATA_OFFSET_BYTES);
                }
                """,
                ENV, MATHS, HOSTED))
        .isEqualTo("0 0 81 9801 true");
  }

  @Test
  void theProgramIsThereForCodeThatIsNotGenerated() throws Exception {
    assertThat(
            run(
                """
                try (P p = LinkedP.with((Env) x -> 3 * x).with((Maths) x -> x).link()) {
                  long[] bits =
                      p.program().function("hosted", "quadruple").call(Double.doubleToLongBits(2));
                  return Double.longBitsToDouble(bits[0]) + " " + (p.program().memory() == p.memory());
                }
                """,
                ENV,
                MATHS,
                HOSTED))
        .isEqualTo("18.0 true");
  }

  @Test
  void oneMethodMayBeTwoImports() throws Exception {
    assertThat(
            run(
                "try (LinkedP p = LinkedP.with((Env) x -> x + 1).link()) {"
                    + " return p.both().addTwo(40); }",
                source("Env", "@WasmHost(\"env\") interface Env { int addOne(int x); }"),
                source("P", "@SharedMemory(hosts = Env.class) interface P { M.Both both(); }")))
        .isEqualTo(42);
  }

  @Test
  void twoHostsMayEachHaveAPartOfAModule() throws Exception {
    assertThat(
            run(
                """
                int[] freed = new int[1];
                try (LinkedP p =
                    LinkedP.with((Allocates) size -> 1000).with((Frees) at -> freed[0] = at).link()) {
                  p.copies().release(77);
                  return p.program().function("copies", "twice").call(16, 1)[0] + " " + freed[0];
                }
                """,
                source(
                    "Allocates",
                    "@WasmHost(\"env\") interface Allocates { int malloc(int bytes); }"),
                source("Frees", "@WasmHost(\"env\") interface Frees { void free(int address); }"),
                source(
                    "P",
                    """
                    @SharedMemory(
                        hosts = {Allocates.class, Frees.class},
                        heap = HeapPolicy.PRIVATE)
                    interface P {
                      Copies copies();
                      dev.radicchio.LinkedProgram program();

                      @WasmModule("wasm/copies.wasm")
                      interface Copies { void release(int text); }
                    }
                    """)))
        .isEqualTo("1000 77");
  }

  @Test
  void guestsPrintThroughWasi() throws Exception {
    assertThat(
            run(
                """
                java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
                com.dylibso.chicory.wasi.WasiOptions options =
                    com.dylibso.chicory.wasi.WasiOptions.builder().withStdout(out).build();
                try (P p = LinkedP.with((Env) x -> x).with((Maths) x -> x).with(options).link()) {
                  p.hello().greet();
                  return out.toString() + p.hello().copy("and back") + p.hosted().quadruple(2);
                }
                """,
                ENV,
                MATHS,
                source(
                    "P",
                    """
                    @Region(importName = "mem.data_offset", bytes = 4)
                    @SharedMemory(hosts = {Env.class, Maths.class}, wasi = true)
                    interface P extends AutoCloseable {
                      M.Hello hello();
                      M.Hosted hosted();
                      @Override void close();
                    }
                    """)))
        .isEqualTo("hello from C\nand back2.0");
  }

  @Test
  void aClassOfChicorysIsAHost() throws Exception {
    assertThat(
            run(
                """
                ChicoryEnv env = new ChicoryEnv();
                try (LinkedP p = LinkedP.with(env).with((Maths) x -> x).link()) {
                  return p.hosted().quadruple(1.5) + " " + env.calls;
                }
                """,
                MATHS,
                source(
                    "ChicoryEnv",
                    """
                    @com.dylibso.chicory.annotations.HostModule("env")
                    class ChicoryEnv {
                      int calls;

                      @com.dylibso.chicory.annotations.WasmExport
                      public double twice(double x) {
                        calls++;
                        return 2 * x;
                      }
                    }
                    """),
                source(
                    "P",
                    """
                    @Region(importName = "mem.data_offset", bytes = 4)
                    @SharedMemory(hosts = {ChicoryEnv.class, Maths.class})
                    interface P { M.Hosted hosted(); }
                    """)))
        .isEqualTo("6.0 2");
  }

  @Test
  void aClassOfChicorysIsReadAsChicoryDoes() throws Exception {
    assertThat(
            run(
                """
                ChicoryEnv env = new ChicoryEnv();
                try (LinkedP p = LinkedP.with(env).link()) {
                  p.talker().talk(0);
                  p.talker().talk(1);
                  return env.said + " " + p.talker().ask(3);
                }
                """,
                source(
                    "ChicoryEnv",
                    """
                    import com.dylibso.chicory.annotations.Buffer;
                    import com.dylibso.chicory.annotations.HostModule;
                    import com.dylibso.chicory.annotations.WasmExport;
                    import com.dylibso.chicory.runtime.Instance;
                    import com.dylibso.chicory.runtime.Memory;

                    @HostModule("env")
                    public class ChicoryEnv {
                      String said = "";

                      @WasmExport public void consoleLog(@Buffer String text) { said += text; }
                      @WasmExport public void note(
                          @com.dylibso.chicory.annotations.CString String text) { said += text; }
                      @WasmExport("take_bytes") public int take(int address, int length) { return 0; }
                      @WasmExport("view_bytes") public int view(int address, int length) { return 0; }
                      @WasmExport public int heavier(Memory memory, int a, int b) { return 0; }
                      @WasmExport public int isEven(long number) { return 0; }
                      @WasmExport public float half(Instance instance, float number) {
                        return number / 2;
                      }
                      @WasmExport public int run(int comparator, int a, int b) { return 0; }
                    }
                    """),
                source(
                    "P",
                    """
                    @SharedMemory(hosts = ChicoryEnv.class)
                    interface P {
                      Talker talker();

                      @WasmModule("wasm/exchange.wasm")
                      interface Talker {
                        void talk(int which);
                        int ask(int which);
                      }
                    }
                    """)))
        .isEqualTo("radi\u00e7hioa note 2");
  }

  /** The second cannot be where the first is, and goes on using the addresses that it has there. */
  @Test
  void hostsOfChicorysSeeEachInstanceAsIfItRanAlone() throws Exception {
    assertThat(
            run(
                """
                try (P p = LinkedP.with(new ChicoryEnv()).link()) {
                  return p.first().answer() + " " + p.second().answer() + " " + p.first().answer();
                }
                """,
                source(
                    "ChicoryEnv",
                    """
                    import com.dylibso.chicory.annotations.HostModule;
                    import com.dylibso.chicory.annotations.WasmExport;
                    import com.dylibso.chicory.runtime.Instance;
                    import com.dylibso.chicory.runtime.Memory;

                    @HostModule("env")
                    public class ChicoryEnv {
                      private long answers;

                      @WasmExport
                      public int ask(Instance instance) {
                        int pointer = (int) instance.export("alloc").apply(8)[0];
                        instance.memory().writeLong(pointer, 1000 * ++answers);
                        return pointer;
                      }

                      @WasmExport
                      public void addTo(Memory memory, int pointer) {
                        memory.writeI32(pointer, memory.readInt(pointer) + 1);
                      }
                    }
                    """),
                source(
                    "P",
                    """
                    @SharedMemory(hosts = ChicoryEnv.class)
                    interface P extends AutoCloseable {
                      M.Asks first();
                      @SuppressWarnings("RAD168") M.Asks second();
                      @Override void close();
                    }
                    """)))
        .isEqualTo("1043 2043 3044");
  }

  /** The same of hosts that are told who calls. */
  @Test
  void hostsTranslateWhatTheirCallersPass() throws Exception {
    assertThat(
            run(
                """
                try (P p = LinkedP.with(new Env()).link()) {
                  return p.first().answer() + " " + p.second().answer() + " " + p.first().answer();
                }
                """,
                source(
                    "Asked",
                    """
                    import dev.radicchio.Caller;

                    @WasmHost("env")
                    interface Asked {
                      int ask(Caller caller);
                      void addTo(Caller caller, int pointer);
                    }
                    """),
                source(
                    "Env",
                    """
                    import dev.radicchio.Caller;

                    public class Env implements Asked {
                      private long answers;

                      @Override public int ask(Caller caller) {
                        int pointer =
                            (int) caller.program().function(caller.instance(), "alloc").call(8)[0];
                        caller.memory().writeLong(caller.address(pointer), 1000 * ++answers);
                        return caller.pointerTo(caller.address(pointer));
                      }

                      @Override public void addTo(Caller caller, int pointer) {
                        int address = caller.address(pointer);
                        caller.memory().writeInt(address, caller.memory().readInt(address) + 1);
                      }
                    }
                    """),
                source(
                    "P",
                    """
                    @SharedMemory(hosts = Asked.class)
                    interface P extends AutoCloseable {
                      M.Asks first();
                      @SuppressWarnings("RAD168") M.Asks second();
                      @Override void close();
                    }
                    """)))
        .isEqualTo("1043 2043 3044");
  }

  @Test
  void importValuesAreFunctionsAndGlobals() throws Exception {
    assertThat(runLimited("new ImportGlobal(\"env\", \"limit\", new GlobalInstance(limit))", "I32"))
        .isEqualTo((1L << 40) + 10);
  }

  @Test
  void importValuesThatAreMissingAreReportedWhenTheProgramIsLinked() {
    assertThatThrownBy(() -> runLimited("null", "I32"))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("env.limit");
  }

  @Test
  void importValuesOfAnotherTypeAreReportedWhenTheProgramIsLinked() {
    assertThatThrownBy(
            () ->
                runLimited(
                    "new ImportGlobal(\"env\", \"limit\", new GlobalInstance(limit))", "I64"))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("env.limited!tick");
  }

  private Object runLimited(String global, String tickParameter) throws Exception {
    return run(
        """
        Value limit = new Value(ValType.I64, 1L << 40);
        ImportGlobal global = GLOBAL;
        ImportValues.Builder values =
            ImportValues.builder()
                .addFunction(
                    new HostFunction(
                        "env",
                        "tick",
                        FunctionType.of(List.of(ValType.TICK), List.of(ValType.I32)),
                        (instance, arguments) -> new long[] {arguments[0] + 1}));
        if (global != null) {
          values.addGlobal(global);
        }
        try (LinkedP p = LinkedP.with(values.build()).link()) {
          return p.limited().limitOf() + p.limited().ticks(4);
        }
        """
            .replace("GLOBAL", global)
            .replace("TICK", tickParameter),
        source("P", "@SharedMemory(importValues = \"env\") interface P { M.Limited limited(); }"));
  }

  @Test
  void aGuestManagesTheHeapOfOthersAndOfJava() throws Exception {
    assertThat(
            run(
                """
                try (LinkedP p = LinkedP.with(WasiOptions.builder().build()).link()) {
                  int first = p.copies().twice("ab");
                  String text = p.memory().readCString(first);
                  int second = p.hello().copy("x").length();
                  p.copies().release(first);
                  int again = p.copies().twice("cd");
                  String heap = p.heap().statistics().liveBlocks() + " ";
                  int own = p.heap().allocate(100, 8);
                  p.memory().writeInt(own, 1234567);
                  p.copies().twice("more");
                  heap += p.memory().readInt(own) + " " + p.heap().statistics().liveBlocks();
                  p.heap().free(own);
                  return text + " " + (first == again) + " " + second + " " + heap;
                }
                """,
                source(
                    "P",
                    """
                    @SharedMemory(wasi = true, heap = HeapPolicy.GUEST, heapOwner = "hello")
                    interface P {
                      M.Copies copies();
                      M.Hello hello();
                      dev.radicchio.memory.FlatMemory memory();
                      dev.radicchio.memory.Heap heap();
                    }
                    """)))
        .isEqualTo("abab true 1 0 1234567 1");
  }

  @Test
  void aCommandRunsOnceAndHasAnExitCode() throws Exception {
    assertThat(
            run(
                """
                var options = WasiOptions.builder().withArguments(List.of("tool", "return", "5"));
                String text = "";
                try (LinkedP p = LinkedP.with(options.build()).link()) {
                  text += p.program().run("tool") + " ";
                  p.tool().start();
                } catch (IllegalStateException e) {
                  text += e.getMessage() + " ";
                }
                try (LinkedP p = LinkedP.with(WasiOptions.builder().build()).link()) {
                  p.tool().start();
                  return text + p.program().run("tool");
                } catch (IllegalStateException e) {
                  return text + e.getMessage();
                }
                """,
                source(
                    "Tool",
                    "@WasmModule(\"wasm/command.wrapped.wasm\")",
                    "interface Tool { @WasmExport(\"_start\") void start(); }"),
                source(
                    "P",
                    """
                    @SuppressWarnings("RAD360")
                    @SharedMemory(wasi = true)
                    interface P {
                      Tool tool();
                      dev.radicchio.LinkedProgram program();
                    }
                    """)))
        .asString()
        .matches("5 the command tool was started before,.* the command tool was started before,.*");
  }

  /** What every compilation is told; a subclass has programs compiled to bytecode. */
  List<String> options() {
    return List.of();
  }

  /** What a method with a body returns. */
  private Object run(String body, JavaFileObject... sources) throws Exception {
    Compilation compilation = compile(body, sources);
    assertThat(problems(compilation)).isEmpty();
    return ((Callable<?>)
            new CompiledClasses(compilation)
                .loadClass("test.Driver")
                .getDeclaredConstructor()
                .newInstance())
        .call();
  }

  private Compilation compile(String body, JavaFileObject... sources) {
    List<JavaFileObject> all = new ArrayList<>(Arrays.asList(sources));
    all.add(MODULES);
    all.add(
        source(
            "Driver",
            "import com.dylibso.chicory.runtime.*; import com.dylibso.chicory.wasm.types.*;"
                + " import com.dylibso.chicory.wasi.WasiOptions; import java.util.List;",
            "public class Driver implements java.util.concurrent.Callable<Object> {",
            "  @Override public Object call() throws Exception {",
            body,
            "} }"));
    return compileWithChicory(options(), all.toArray(new JavaFileObject[0]));
  }
}
