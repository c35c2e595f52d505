package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import dev.radicchio.GuestTrapException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Functional interfaces that instances with function tables of their own take and return. */
class OwnTableProgramTest {
  private static final JavaFileObject FUNCTION =
      source(
          "Function", "@WasmFunction interface Function { double of(double x, long y, float z); }");
  private static final JavaFileObject COMPARATOR =
      source("Comparator", "@WasmFunction interface Comparator { int compare(int a, int b); }");
  private static final JavaFileObject ORDER =
      source("Order", "@WasmFunction interface Order { int compare(Cell a, Cell b); }");
  private static final JavaFileObject CELL =
      source("Cell", "@WasmStruct interface Cell { int value(); void value(int value); }");
  private static final String METHODS =
      """
       {
        void sort(int numbers, int n, Comparator comparator);
        @WasmExport("sort") void sortCells(int cells, int n, Order order);
        double apply(Function f, double x, long y, float z);
        Function operation(int which);
        Comparator order();
        @WasmExport("order") Order orderOfCells();
        @WasmExport("same") boolean sameOrder(Order a, Order b);
        boolean same(Comparator a, Comparator b);
        void keep(Comparator comparator);
        int callKept(int a, int b);
      }
      """;
  private static final JavaFileObject FIXED =
      source("Fixed", "@WasmModule(\"wasm/callbacks.absolute.wasm\") interface Fixed" + METHODS);
  private static final JavaFileObject MOVABLE =
      source("Movable", "@WasmModule(\"wasm/callbacks.wasm\") interface Movable" + METHODS);
  private static final JavaFileObject PROGRAM =
      source(
          "Tables",
          """
          @SharedMemory
          interface Tables extends AutoCloseable {
            Fixed home();
            Fixed moved();
            Movable shared();
            dev.radicchio.memory.FlatMemory memory();
            dev.radicchio.memory.Heap heap();
            dev.radicchio.LinkedProgram program();
            @Override void close();
          }
          """);

  /** What every compilation is told; a subclass has programs compiled to bytecode. */
  List<String> options() {
    return List.of();
  }

  private Object run(String body) throws Exception {
    Compilation compilation =
        compile(
            options(),
            FUNCTION,
            COMPARATOR,
            ORDER,
            CELL,
            FIXED,
            MOVABLE,
            PROGRAM,
            source(
                "Driver",
                """
                import dev.radicchio.*;

                public class Driver implements java.util.concurrent.Callable<Object> {
                  @Override public Object call() throws Exception {
                    try (Tables p = LinkedTables.link()) {
                      return body(p);
                    }
                  }

                  static String sorted(Tables p, int address) {
                    StringBuilder numbers = new StringBuilder();
                    for (int i = 0; i < 4; i++) {
                      numbers.append(p.memory().readInt(address + 4 * i)).append(' ');
                    }
                    return numbers.toString();
                  }

                  static int numbers(Tables p) {
                    int address = p.heap().allocate(16);
                    for (int i = 0; i < 4; i++) {
                      p.memory().writeInt(address + 4 * i, new int[] {3, 1, 4, 2}[i]);
                    }
                    return address;
                  }

                  Object body(Tables p) throws Exception {
                """,
                body,
                "} }"));
    // That it lies below the stack, and has no debug information, is a warning.
    assertThat(problems(compilation)).allMatch(problem -> problem.contains("warning: "));
    return ((Callable<?>)
            new CompiledClasses(compilation)
                .loadClass("test.Driver")
                .getDeclaredConstructor()
                .newInstance())
        .call();
  }

  @Test
  void guestsSortWithLambdas() throws Exception {
    assertThat(
            run(
                """
                StringBuilder all = new StringBuilder();
                int home = numbers(p);
                p.home().sort(home, 4, (a, b) -> p.memory().readInt(b) - p.memory().readInt(a));
                int shared = numbers(p);
                p.shared().sortCells(shared, 4, (a, b) -> b.value() - a.value());
                int moved = numbers(p);
                int base = (int) p.program().layout().instance("moved").base();
                p.moved().sort(moved - base, 4,
                    (a, b) -> p.memory().readInt(b + base) - p.memory().readInt(a + base));
                return sorted(p, home) + sorted(p, shared) + sorted(p, moved) + (base > 0);
                """))
        .isEqualTo("4 3 2 1 4 3 2 1 4 3 2 1 true");
  }

  @Test
  void javaCallsWhatTheyReturnAndPassesItBack() throws Exception {
    assertThat(
            run(
                """
                Comparator order = p.moved().order();
                return p.home().operation(0).of(1.5, 4, 2) + " " + p.moved().operation(1).of(1.5, 4, 2)
                    + " " + p.moved().same(order, p.moved().order())
                    + " " + p.moved().apply(p.moved().operation(1), 1.5, 4, 2);
                """))
        .isEqualTo("7.5 12.0 true 12.0");
  }

  @Test
  void aFunctionOfNumbersIsPassedToAnother() throws Exception {
    assertThat(
            run(
                """
                Function product = p.home().operation(1);
                return p.moved().apply(product, 1.5, 4, 2) + " " + p.shared().apply(product, 1.5, 4, 2)
                    + " " + p.home().apply(p.moved().operation(0), 1.5, 4, 2)
                    + " " + p.home().apply(p.shared().operation(0), 1.5, 4, 2);
                """))
        .isEqualTo("12.0 12.0 7.5 7.5");
  }

  @Test
  void oneOfAddressesIsPassedToAnotherByAnAdapter() throws Exception {
    assertThat(
            run(
                """
                Order order = p.home().orderOfCells();
                int cells = numbers(p);
                p.shared().sortCells(cells, 4, order);
                return sorted(p, cells) + p.shared().sameOrder(order, p.home().orderOfCells())
                    + " " + p.shared().sameOrder(order, p.shared().orderOfCells())
                    + " " + p.home().sameOrder(order, p.home().orderOfCells());
                """))
        .isEqualTo("1 2 3 4 true false true");
  }

  @Test
  void aLambdaThatIsOverTrapsInEachTable() {
    for (String instance : List.of("home", "moved", "shared")) {
      assertThatThrownBy(
              () ->
                  run(
                      """
                      p.INSTANCE().keep((a, b) -> 5);
                      return p.INSTANCE().callKept(1, 2);
                      """
                          .replace("INSTANCE", instance)))
          .isInstanceOf(GuestTrapException.class)
          .hasMessageMatching(
              instance
                  + "!call_kept trapped: function pointer \\d+"
                  + (instance.equals("shared") ? "" : " of " + instance)
                  + " is over: it was a Java function \\(a lambda of test.ComparatorFunction, .*"
                  + " lent to (Fixed|Movable)\\.keep for one call.*");
    }
  }

  @Test
  void lambdasCanBeLentForLonger() throws Exception {
    assertThat(
            run(
                """
                try (LentFunction lent =
                    ComparatorFunction.lend(p.program(), "moved", (a, b) -> 5)) {
                  Comparator again = ComparatorFunction.at(p.program(), "moved", lent.pointer());
                  p.moved().keep(again);
                  return p.moved().callKept(1, 2) + " " + again.compare(1, 2)
                      + " " + p.moved().same(again, again) + " " + p.home().same(again, again);
                }
                """))
        .isEqualTo("5 5 true false");
  }
}
