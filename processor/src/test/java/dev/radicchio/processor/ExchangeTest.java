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
import dev.radicchio.memory.MemoryAccessException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Text, bytes, structs and functions cross the boundary in both directions, whatever a guest makes
 * of them: with a guest in C, compiled programs, and the heap empty at the end of each.
 */
class ExchangeTest {
  private static final String EXCHANGE =
      """
          interface Exchange {
            int count(@Utf8 String text, int wanted);
            int cLength(@CString String text);
            int sum(byte[] bytes);
            @WasmExport("sum") int sumOf(ByteBuffer bytes);
            @WasmExport("sum") int sumOf(Slice bytes);
            void reverse(Slice bytes);
            void failWith(@Utf8 String text);
            @Utf8 String name(int which);
            @WasmExport("name") byte[] nameBytes(int which);
            @WasmExport("name") Slice nameSlice(int which);
            @CString String greeting(int which);
            void scale(Point point, double factor);
            Point heaviest(Point points, int n);
            Point badPoint();
            void sort(@Pointer int numbers, int n, Comparator comparator);
            Comparator order(int which);
            boolean same(Comparator a, Comparator b);
            boolean isNull(Comparator a);
            double total(Point points, int n, Measure of);
            void talk(int which);
            int ask(int which);
          }
          """;
  private static final JavaFileObject POINT =
      source(
          "Point",
          "@WasmStruct interface Point { int x(); void x(int x); double weight(); void"
              + " weight(double w); }");
  private static final JavaFileObject COMPARATOR =
      source("Comparator", "@WasmFunction interface Comparator { int compare(int a, int b); }");
  private static final JavaFileObject MEASURE =
      source("Measure", "@WasmFunction interface Measure { double of(Point point); }");
  private static final JavaFileObject HOST =
      source(
          "Host",
          """
          import dev.radicchio.Caller;
          import java.nio.ByteBuffer;

          @WasmHost("env")
          interface Host {
            default void unused() {}
            @WasmImport("console_log") void log(Caller caller, @Utf8 String text);
            void note(@CString String text);
            int takeBytes(byte[] bytes);
            int viewBytes(ByteBuffer bytes);
            Point heavier(Point a, Point b);
            boolean isEven(long number);
            float half(float number);
            int run(Comparator comparator, int a, int b);
          }
          """);
  private static final JavaFileObject PROGRAM =
      source(
          "Program",
          """
          import dev.radicchio.LinkedProgram;
          import dev.radicchio.memory.FlatMemory;
          import dev.radicchio.memory.Heap;

          @SharedMemory(hosts = Host.class, maxPages = 64)
          interface Program extends AutoCloseable {
            Exchange exchange();
            Exchange other();
            FlatMemory memory();
            Heap heap();
            LinkedProgram program();
            @Override void close();
          }
          """);
  private static final JavaFileObject JAVA_HOST =
      source(
          "JavaHost",
          """
          import dev.radicchio.Caller;
          import java.nio.ByteBuffer;
          import java.util.ArrayList;
          import java.util.List;

          class JavaHost implements Host {
            final List<String> said = new ArrayList<>();
            @Override public void log(Caller caller, String text) {
              said.add(caller.instance() + ": " + text);
            }
            @Override public void note(String text) { said.add("note " + text); }
            @Override public int takeBytes(byte[] bytes) { return bytes.length * 1000 + bytes[0]; }
            @Override public int viewBytes(ByteBuffer bytes) {
              return bytes.remaining() * 1000 + bytes.get(1);
            }
            @Override public Point heavier(Point a, Point b) {
              return a.weight() >= b.weight() ? a : b;
            }
            @Override public boolean isEven(long number) { return number % 2 == 0; }
            @Override public float half(float number) { return number / 2; }
            @Override public int run(Comparator comparator, int a, int b) {
              return comparator == null ? -7 : comparator.compare(a, b);
            }
          }
          """);

  /** What every compilation is told; a subclass has programs compiled to bytecode. */
  List<String> options() {
    return List.of();
  }

  /** What both instances are of; a subclass has another. */
  String module() {
    return "\"wasm/exchange.wasm\"";
  }

  private Object run(String body) throws Exception {
    Compilation compilation =
        compile(
            options(),
            source(
                "Exchange",
                "import dev.radicchio.memory.Slice;",
                "import java.nio.ByteBuffer;",
                "@WasmModule(" + module() + ")",
                EXCHANGE),
            POINT,
            COMPARATOR,
            MEASURE,
            HOST,
            PROGRAM,
            JAVA_HOST,
            source(
                "Driver",
                """
                import dev.radicchio.*;
                import dev.radicchio.memory.*;

                public class Driver implements java.util.concurrent.Callable<Object> {
                  final JavaHost host = new JavaHost();

                  @Override public Object call() throws Exception {
                    Program p = LinkedProgram_();
                    Object result;
                    try {
                      result = body(p, p.exchange(), p.other());
                    } finally {
                      if (p.heap().statistics().liveBlocks() != 0) {
                        throw new AssertionError("left: " + p.heap().statistics());
                      }
                    }
                    p.close();
                    return result;
                  }

                  Program LinkedProgram_() { return test.LinkedProgram.with(host).link(); }

                  Object body(Program p, Exchange e, Exchange o) throws Exception {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "e.count(\"banana\", 'a')                             | 3",
        "e.count(\"\", 'a')                                   | 0",
        "e.cLength(\"radi\\u00e7hio\")                        | 9",
        "e.cLength(\"\")                                      | 0",
        "e.sum(new byte[] {1, 2, (byte) 200})                 | 203",
        "e.sum(new byte[0])                                   | 0",
        "e.sumOf(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2)) | 5",
        "e.name(0)                                            | radi\u00e7hio",
        "e.name(9)                                            | ''",
        "new String(e.nameBytes(0), \"UTF-8\")                | radi\u00e7hio",
        "e.nameSlice(0).slice(0, 4).utf8()                    | radi",
        "e.greeting(0)                                        | hello",
        "e.greeting(1)                                        | null",
        "e.order(1)                                           | null",
        "e.order(0).compare(2, 1)                             | 1",
        "e.same(e.order(0), e.order(0))                       | true",
        "e.same(e.order(0), o.order(0))                       | false",
        "e.isNull(null)                                       | true",
        "e.isNull((a, b) -> 0)                                | false",
        "e.ask(0)                                             | 4114",
        "e.ask(1)                                             | 4097",
        "e.ask(2)                                             | 1",
        "e.ask(3)                                             | 2",
        "e.ask(4)                                             | 1",
        "e.ask(5)                                             | -7",
      })
  void valuesCross(String expression, String expected) throws Exception {
    assertThat(String.valueOf(run("return " + expression + ";"))).isEqualTo(expected);
  }

  @Test
  void hostsHearWhatGuestsSay() throws Exception {
    assertThat(run("e.talk(0); o.talk(0); e.talk(1); e.talk(2); return host.said;"))
        .hasToString("[exchange: radi\u00e7hio, other: radi\u00e7hio, note a note, note null]");
  }

  @Test
  void slicesShareTheirBytes() throws Exception {
    assertThat(
            run(
                """
                try (Arena arena = p.heap().arena()) {
                  Slice slice = arena.utf8("abcd");
                  e.reverse(slice);
                  o.reverse(slice.slice(0, 2));
                  return slice.utf8() + e.sumOf(slice);
                }
                """))
        .isEqualTo("cdba394");
  }

  @Test
  void structsAreShared() throws Exception {
    assertThat(
            run(
                """
                try (Arena arena = p.heap().arena()) {
                  PointStruct.Array points = PointStruct.allocateArray(arena, 3);
                  for (int i = 0; i < 3; i++) {
                    points.get(i).x(i);
                    points.get(i).weight(i == 1 ? 10 : 1);
                  }
                  e.scale(points.get(2), 2.5);
                  Point heaviest = e.heaviest(points.get(0), 3);
                  double total = o.total(points.get(0), 3, point -> point.weight() * point.x());
                  return heaviest.x() + " " + heaviest.equals(points.get(1)) + " " + total
                      + " " + e.heaviest(null, 0);
                }
                """))
        .isEqualTo("1 true 15.0 null");
  }

  @Test
  void guestsSortWithAComparatorOfJava() throws Exception {
    assertThat(
            run(
                """
                try (Arena arena = p.heap().arena()) {
                  Slice numbers = arena.allocate(4000);
                  java.util.Random random = new java.util.Random(1);
                  for (int i = 0; i < 1000; i++) {
                    numbers.setInt(4 * i, random.nextInt());
                  }
                  e.sort(numbers.address(), 1000, (a, b) -> Integer.compare(b, a));
                  for (int i = 1; i < 1000; i++) {
                    if (numbers.getInt(4 * i - 4) < numbers.getInt(4 * i)) {
                      return "not sorted at " + i;
                    }
                  }
                  o.sort(numbers.address(), 1000, e.order(0));
                  for (int i = 1; i < 1000; i++) {
                    if (numbers.getInt(4 * i - 4) > numbers.getInt(4 * i)) {
                      return "not sorted at " + i;
                    }
                  }
                  return "sorted";
                }
                """))
        .isEqualTo("sorted");
  }

  @Test
  void lambdasCanBeLentForLonger() throws Exception {
    assertThat(
            run(
                """
                try (LentFunction lent =
                    ComparatorFunction.lend(p.program(), "exchange", (a, b) -> a * b)) {
                  Comparator same = ComparatorFunction.at(p.program(), "exchange", lent.pointer());
                  return same.compare(6, 7) + " " + e.same(same, same);
                }
                """))
        .isEqualTo("42 true");
  }

  @Test
  void argumentsAreFreedWhenTheGuestTraps() throws Exception {
    assertThatThrownBy(() -> run("e.failWith(\"now\"); return null;"))
        .isInstanceOf(GuestTrapException.class)
        .hasMessageStartingWith("exchange!fail_with trapped");
    assertThat(
            run(
                """
                try {
                  e.failWith("now");
                } catch (GuestTrapException expected) {
                  e.failWith("- not now");
                }
                return p.heap().statistics().peakBytes();
                """))
        .isEqualTo(16L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "e.name(1)       | are not UTF-8",
        "e.greeting(3)   | are not UTF-8",
        "e.order(2)      | points to a function of type",
        "e.ask(6)        | points to a function of type",
        "e.ask(7)        | points to no function",
      })
  void whatIsNotAsDeclaredIsSaidSo(String expression, String message) {
    assertThatThrownBy(() -> run("return " + expression + ";"))
        .isInstanceOf(GuestDataException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "return e.name(2);",
    "return e.name(3);",
    "return e.nameBytes(2);",
    "return e.nameSlice(3);",
    "return e.greeting(2);",
    "return e.badPoint();",
    "e.talk(3); return null;",
  })
  void addressesOutsideTheMemoryAreRefused(String body) {
    assertThatThrownBy(() -> run(body)).isInstanceOf(MemoryAccessException.class);
  }

  @Test
  void aProgramGoesOnAfterBadData() throws Exception {
    assertThat(
            run(
                """
                int refused = 0;
                for (int round = 0; round < 50; round++) {
                  try {
                    e.talk(4);
                  } catch (GuestDataException expected) {
                    refused++;
                  }
                  try {
                    e.count("x".repeat(5_000_000), 'x');
                  } catch (HeapException expected) {
                    refused++;
                  }
                }
                return refused + " " + e.count("banana", 'a') + " " + host.said;
                """))
        .isEqualTo("100 3 []");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "e.cLength(\"a\\0b\") | a string for C with a NUL at 1",
        "e.count(\"\\ud800\", 1) | lone surrogate",
        "e.sumOf(new FlatMemory(1, 1).slice(0, 4)) | is in the memory of another program",
      })
  void argumentsThatWouldBecomeOthersAreRefused(String expression, String message) {
    assertThatThrownBy(() -> run("return " + expression + ";"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void structsOfAnotherProgramAreRefused() {
    assertThatThrownBy(
            () ->
                run(
                    """
                    try (Program q = test.LinkedProgram.with(host).link()) {
                      e.scale(PointStruct.allocate(q.heap()), 2);
                    }
                    return null;
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another program");
  }

  @Test
  void exhaustionIsAnException() {
    assertThatThrownBy(() -> run("return e.sum(new byte[5_000_000]);"))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("no room for 5000000 bytes");
  }

  @Test
  void exceptionsOfHostsReachJava() {
    assertThatThrownBy(
            () ->
                run(
                    """
                    try (Arena arena = p.heap().arena()) {
                      PointStruct.Array points = PointStruct.allocateArray(arena, 2);
                      return e.total(points.get(0), 2, point -> { throw new IllegalStateException("no"); });
                    }
                    """))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
  }

  @Test
  void bytesMayBeTwoResults() throws Exception {
    Compilation compilation =
        compile(
            options(),
            source(
                "Pairs",
                """
                import dev.radicchio.memory.Slice;

                @WasmModule("wasm/pairs.wasm")
                interface Pairs {
                  @Utf8 String part(@Utf8 String text);
                  @WasmExport("part") byte[] bytes(byte[] bytes);
                  @WasmExport("part") Slice slice(int address, int length);
                  Slice swap(int length, int address);
                }
                """),
            source("P", "@SharedMemory interface P extends AutoCloseable { Pairs pairs(); }"),
            source(
                "Driver",
                """
                public class Driver implements java.util.concurrent.Callable<Object> {
                  @Override public Object call() throws Exception {
                    try (LinkedP p = LinkedP.link()) {
                      Pairs s = p.pairs();
                      return s.part("l\\u00e9af") + s.bytes(new byte[] {5, 6})[1]
                          + s.slice(16, 4) + s.swap(4, 32);
                    }
                  }
                }
                """));
    assertThat(problems(compilation)).isEmpty();
    assertThat(
            ((Callable<?>)
                    new CompiledClasses(compilation)
                        .loadClass("test.Driver")
                        .getDeclaredConstructor()
                        .newInstance())
                .call())
        .isEqualTo("l\u00e9af60x10+40x20+4");
  }
}
