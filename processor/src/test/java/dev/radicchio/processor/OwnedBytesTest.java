package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import dev.radicchio.GuestTrapException;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.memory.HeapException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes change hands between Java and a guest that traps if it frees what is no block of its own,
 * or another size than it allocated. At the end of each program no block of either is left.
 */
class OwnedBytesTest {
  private static final String C = "malloc = \"obtain\", free = \"release\"";
  private static final String SIZED = "malloc = \"obtain\", free = \"release_sized\"";
  private static final String ALIGNED = "malloc = \"obtain_aligned\", free = \"release_aligned\"";
  private static final String CANONICAL = "malloc = \"cabi_realloc\", free = \"cabi_realloc\"";
  private static final String REBASED = ", relocation = Relocation.REBASED";

  private static final String METHODS =
      """
      int live();
      int calls();
      int take(@Owned @Utf8 String text);
      @WasmExport("take") int takeBytes(@Owned byte[] bytes);
      @WasmExport("take") int takeBuffer(@Owned ByteBuffer bytes);
      int takeC(@Owned @CString String text);
      int takeBoth(@Owned @Utf8 String text, byte[] others);
      @WasmExport("take_both") int takeAndRead(@Owned byte[] bytes, Slice others);
      void trap(@Owned byte[] bytes);
      @Owned @Utf8 String give(int which);
      @Owned @WasmExport("give") byte[] giveBytes(int which);
      @Owned @CString String giveC(int which);
      """;

  /** What every compilation is told; a subclass has programs compiled to bytecode. */
  List<String> options() {
    return List.of();
  }

  private static String guest(String settings, String methods) {
    return "import dev.radicchio.memory.Slice; import java.nio.ByteBuffer;"
        + "@WasmModule(value = \"wasm/owned.wasm\", "
        + settings
        + ") interface Guest {"
        + methods
        + "}";
  }

  private Object run(String settings, String methods, String program, String body)
      throws Exception {
    Compilation compilation =
        compile(
            options(),
            source("Guest", guest(settings, methods)),
            source("Home", "@WasmModule(\"wasm/fixed.wasm\") interface Home {}"),
            source(
                "Program",
                "import dev.radicchio.LinkedProgram;",
                "import dev.radicchio.memory.*;",
                program),
            source(
                "Driver",
                """
                import dev.radicchio.*;
                import dev.radicchio.memory.*;
                import java.nio.ByteBuffer;

                public class Driver implements java.util.concurrent.Callable<Object> {
                  @Override public Object call() throws Exception {
                    Program p = test.LinkedProgram.link();
                    Guest g = p.guest();
                    try {
                      Object result = body(p, g);
                      return result + " live " + g.live();
                    } catch (RuntimeException e) {
                      if (g.live() != 0) e.addSuppressed(new AssertionError("live " + g.live()));
                      throw e;
                    } finally {
                      p.close();
                    }
                  }

                  Object body(Program p, Guest g) throws Exception {
                """,
                body,
                "} }"));
    assertThat(problems(compilation)).isEmpty();
    return ((Callable<?>)
            new CompiledClasses(compilation)
                .loadClass("test.Driver")
                .getDeclaredConstructor()
                .newInstance())
        .call();
  }

  private Object run(String settings, String body) throws Exception {
    boolean rebased = settings.contains(REBASED);
    return run(
        settings,
        METHODS,
        "@SharedMemory interface Program extends AutoCloseable {"
            + (rebased ? "Home home();" : "")
            + "Guest guest(); Heap heap(); LinkedProgram program(); @Override void close(); }",
        "if ("
            + rebased
            + " != (p.program().addresses(\"guest\").base() != 0)) throw new AssertionError();"
            + body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        C,
        SIZED,
        ALIGNED,
        CANONICAL,
        C + REBASED,
        SIZED + REBASED,
        ALIGNED + REBASED,
        CANONICAL + REBASED
      })
  void theGuestFreesWhatItIsPassed(String settings) throws Exception {
    assertThat(
            run(
                settings,
                """
                return g.take("abc") + " " + g.take("") + " " + g.takeBytes(new byte[] {1, -1})
                    + " " + g.takeBuffer(ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2))
                    + " " + g.takeC("abc") + " " + g.takeC("") + " " + g.takeBytes(new byte[0])
                    + " " + g.takeBoth("a", new byte[] {2}) + " " + p.heap().statistics().liveBlocks();
                """))
        .isEqualTo("294 0 256 5 294 0 0 2097 0 live 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        C,
        SIZED,
        ALIGNED,
        CANONICAL,
        C + REBASED,
        SIZED + REBASED,
        ALIGNED + REBASED,
        CANONICAL + REBASED
      })
  void javaFreesWhatItIsGiven(String settings) throws Exception {
    assertThat(
            run(
                settings,
                """
                return g.give(0) + g.giveBytes(0).length + g.giveC(0) + g.giveC(1) + g.giveC(2)
                    + g.give(2) + g.giveBytes(2).length;
                """))
        .isEqualTo("h\u00e9llo6h\u00e9llonull0 live 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {C, SIZED, C + REBASED, SIZED + REBASED})
  void aBlockOfNoBytesIsFreed(String settings) throws Exception {
    assertThat(run(settings, "return g.give(1) + g.giveBytes(1).length;")).isEqualTo("0 live 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        C + "| g.give(3)",
        C + "| g.giveC(3)",
        ALIGNED + "| g.give(3)",
        ALIGNED + "| g.giveC(3)",
        C + REBASED + "| g.give(3)",
        CANONICAL + REBASED + "| g.giveC(3)",
      })
  void whatIsNoTextIsFreed(String settings, String call) {
    assertThatThrownBy(() -> run(settings, "return " + call + ";"))
        .isInstanceOf(GuestDataException.class)
        .hasNoSuppressedExceptions();
  }

  @ParameterizedTest
  @ValueSource(strings = {C, CANONICAL, C + REBASED, ALIGNED + REBASED})
  void whatTheGuestDoesNotGetIsFreed(String settings) throws Exception {
    assertThatThrownBy(() -> run(settings, "return g.take(\"x\".repeat(1001));"))
        .isInstanceOf(HeapException.class)
        .hasMessage("no room for 1001 bytes: the allocator of guest gave none")
        .hasNoSuppressedExceptions();
    assertThatThrownBy(() -> run(settings, "return g.takeBoth(\"a\", null);"))
        .isInstanceOf(NullPointerException.class)
        .hasNoSuppressedExceptions();
    assertThatThrownBy(() -> run(settings, "return g.takeC(\"a\\0\");"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoSuppressedExceptions();
    assertThat(
            run(
                settings,
                "try { g.takeBoth(\"a\", null); } catch (NullPointerException e) {}"
                    + " return g.calls();"))
        .isEqualTo("0 live 0");
  }

  @Test
  void anAddressIsRefusedBeforeTheGuestOwnsAnything() {
    assertThatThrownBy(
            () ->
                run(
                    SIZED + REBASED,
                    "return g.takeAndRead(new byte[] {1}, p.program().memory().slice(2048, 1));"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x800 is below 0x")
        .hasNoSuppressedExceptions();
  }

  @Test
  void theGuestKeepsWhatItHadWhenItTraps() throws Exception {
    assertThatThrownBy(() -> run(C, "g.trap(new byte[] {1}); return null;"))
        .isInstanceOf(GuestTrapException.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("live 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE", "HOST"})
  void noHeapForJavaIsNeeded(String policy) throws Exception {
    assertThat(
            run(
                C,
                "int live(); int take(@Owned @Utf8 String text); @Owned @Utf8 String give(int which);",
                "@SharedMemory(heap = HeapPolicy."
                    + policy
                    + ") interface Program extends AutoCloseable {"
                    + "Guest guest(); @Override void close(); }",
                "return g.take(\"abc\") + g.give(0);"))
        .isEqualTo("294h\u00e9llo live 0");
  }

  @Test
  void aMethodAndAParameterMayHaveTheNamesOfWhatIsGenerated() throws Exception {
    assertThat(
            run(
                C + REBASED,
                """
                int live();
                @WasmExport("take") int allocator(@Owned @Utf8 String given);
                @WasmExport("take") int addresses(@Owned @Utf8 String allocator);
                @Owned @Utf8 @WasmExport("give") String program(int allocator);
                """,
                "@SharedMemory interface Program extends AutoCloseable {"
                    + "Home home(); Guest guest(); @Override void close(); }",
                "return g.allocator(\"a\") + g.addresses(\"b\") + g.program(0);"))
        .isEqualTo("195h\u00e9llo live 0");
  }
}
