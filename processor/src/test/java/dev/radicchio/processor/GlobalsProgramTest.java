package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods that get and set globals of guests, of programs that are compiled and that are not. */
final class GlobalsProgramTest {
  private static final JavaFileObject GLOBALS =
      source(
          "Globals",
          """
          @WasmModule("wasm/globals.wasm")
          interface Globals {
            int counter();
            void counter(int counter);
            int getCounter();
            void setCounter(int value);
            @WasmExport("counter") boolean isCounting();
            @WasmExport("counter") void counting(boolean counts);
            long maxTotal();
            void setMaxTotal(long total);
            float ratio();
            void ratio(float ratio);
            double getScale();
            void setScale(double scale);
            boolean open();
            void setOpen(boolean open);
            int limit();
            @Pointer int message();
            @Pointer int next();
            void next(int address);
            int getBoth();
            int both();

            int readCounter();
            long readTotal();
            float readRatio();
            double readScale();
            boolean readOpen();
            int first();
          }
          """);

  /** The second is the same module at another base. */
  private static final JavaFileObject PAIR =
      source(
          "Pair",
          """
          import dev.radicchio.LinkedProgram;
          import dev.radicchio.memory.FlatMemory;

          @SharedMemory(heap = HeapPolicy.PRIVATE)
          interface Pair extends AutoCloseable {
            Globals home();
            @SuppressWarnings("RAD168") Globals away();
            FlatMemory memory();
            LinkedProgram program();
            @Override void close();
          }
          """);

  static Stream<List<String>> options() {
    return Stream.of(List.of(), Compile.PRECOMPILE);
  }

  private static Object run(List<String> options, String body) throws Exception {
    Compilation compilation =
        compile(
            options,
            GLOBALS,
            PAIR,
            source(
                "Driver",
                "import java.util.*;",
                "public class Driver implements java.util.concurrent.Callable<Object> {",
                "  public Object call() {",
                "    try (Pair p = LinkedPair.link()) {",
                "      Globals home = p.home(), away = p.away();",
                body,
                "    }",
                "  }",
                "}"));
    assertThat(problems(compilation)).isEmpty();
    Class<?> type = new CompiledClasses(compilation).loadClass("test.Driver");
    return ((Callable<?>) type.getDeclaredConstructor().newInstance()).call();
  }

  @ParameterizedTest
  @MethodSource("options")
  void aGetterReadsWhatTheGuestHas(List<String> options) throws Exception {
    assertThat(
            run(
                options,
                """
                return List.of(away.counter(), away.getCounter(), away.isCounting(),
                    away.maxTotal(), away.ratio(), away.getScale(), away.open(), away.limit());
                """))
        .isEqualTo(List.of(5, 5, true, -1L, 1.5f, 0.25, true, 7));
  }

  @ParameterizedTest
  @MethodSource("options")
  void theGuestReadsWhatASetterHasSet(List<String> options) throws Exception {
    assertThat(
            run(
                options,
                """
                away.counter(-9); away.setMaxTotal(1L << 40); away.ratio(-2.5f);
                away.setScale(1e300); away.setOpen(false);
                List<Object> all = new ArrayList<>(List.of(away.readCounter(), away.readTotal(),
                    away.readRatio(), away.readScale(), away.readOpen()));
                away.setCounter(3); all.add(away.readCounter());
                away.counting(false); all.add(away.readCounter()); all.add(away.isCounting());
                all.add(home.readCounter());
                return all;
                """))
        .isEqualTo(List.of(-9, 1L << 40, -2.5f, 1e300, false, 3, 0, false, 5));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aPointerIsAnAddressOfTheProgram(List<String> options) throws Exception {
    assertThat(
            run(
                options,
                """
                long base = p.program().layout().instance("away").base();
                List<Object> all = new ArrayList<>();
                all.add(base > 0);
                all.add(away.message() == base + 1024);
                all.add(home.message());
                all.add(p.memory().slice(away.message(), 5).utf8());
                p.memory().writeByte(away.message(), (byte) 'j');
                all.add(away.next());
                away.next(away.message());
                all.add(away.next() == away.message());
                all.add((char) away.first());
                home.next(home.message());
                all.add((char) home.first());
                away.next(0);
                all.add((int) p.program().global("away", "next").get());
                return all;
                """))
        .isEqualTo(List.of(true, true, 1024, "hello", 0, true, 'j', 'h', 0));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aFunctionOfTheNameGoesFirst(List<String> options) throws Exception {
    assertThat(run(options, "return List.of(home.getBoth(), home.both());"))
        .isEqualTo(List.of(2, 1));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aProgramThatIsClosedHasNone(List<String> options) {
    assertThatThrownBy(() -> run(options, "p.close(); return home.counter();"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the program is closed");
    assertThatThrownBy(() -> run(options, "p.close(); home.counter(1); return null;"))
        .isInstanceOf(IllegalStateException.class);
  }
}
