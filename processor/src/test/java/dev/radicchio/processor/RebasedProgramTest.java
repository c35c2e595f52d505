package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A module that keeps its own addresses takes and gives those of the program, wherever it is:
 * generated code translates all that is declared to be an address. What it computes is compared
 * with the same module alone.
 */
class RebasedProgramTest {
  private static final String METHODS =
      """
          @Pointer int number(int which);
          int valueAt(@Pointer int number);
          boolean isMine(@Pointer int number);
          int ownAddress();
          Slice atZero(int length);
          @WasmExport("at_zero") byte[] bytesAtZero(int length);
          int sum(Slice bytes);
          @WasmExport("sum") int sumOf(byte[] bytes);
          int addressOf(Slice bytes);
          Span span(@Pointer int from, int count);
          Node chain(int n);
          int total(Node first);
          Nodes listOf(int n);
          int ask(int which);
      """;

  private static final JavaFileObject NODE =
      source(
          "Node",
          "@WasmStruct interface Node { int value(); void value(int value);",
          "@Pointer Node next(); void next(Node next); }");
  private static final JavaFileObject NODES =
      source(
          "Nodes",
          "@WasmStruct(name = \"list\") interface Nodes { int count(); void count(int count);",
          "Node first(); }");
  private static final JavaFileObject SPAN =
      source("Span", "record Span(@Pointer int from, int count, @Pointer int to) {}");
  private static final JavaFileObject HOST =
      source(
          "Host",
          """
          @WasmHost("env") interface Host {
            @Pointer int seen(@Pointer int number);
            Node longer(Node one, Node other);
          }
          """);
  private static final JavaFileObject JAVA_HOST =
      source(
          "JavaHost",
          """
          class JavaHost implements Host {
            int seen;
            @Override public int seen(int number) { seen = number; return number; }
            @Override public Node longer(Node one, Node other) {
              return length(one) > length(other) ? one : other;
            }
            private static int length(Node node) { return node == null ? 0 : 1 + length(node.next()); }
          }
          """);

  /** What every compilation is told; a subclass has programs compiled to bytecode. */
  List<String> options() {
    return List.of();
  }

  private Compilation program(String module, String others, String body) {
    return compile(
        options(),
        NODE,
        NODES,
        SPAN,
        HOST,
        JAVA_HOST,
        source(
            "Addresses",
            "import dev.radicchio.memory.Slice;",
            "@WasmModule(" + module + ") interface Addresses {",
            METHODS,
            "}"),
        source(
            "Home",
            "@WasmModule(value = \"wasm/exchange.absolute.wasm\", base = 1024) interface Home {",
            "int sum(byte[] bytes); @CString String greeting(int which); }"),
        source(
            "Other",
            "@WasmHost(\"env\") interface Other {",
            "@WasmImport(\"console_log\") void log(@Utf8 String text);",
            "void note(@CString String text); int takeBytes(byte[] bytes); int viewBytes(byte[] bytes);",
            "@Pointer int heavier(@Pointer int a, @Pointer int b); boolean isEven(long n);",
            "float half(float n); int run(@Pointer int c, int a, int b); }"),
        source(
            "Program",
            "import dev.radicchio.LinkedProgram;",
            "import dev.radicchio.memory.*;",
            "@SharedMemory(hosts = "
                + (others.isEmpty() ? "Host.class" : "{Host.class, Other.class}")
                + ", maxPages = 64)",
            "interface Program extends AutoCloseable {",
            others,
            "Addresses addresses(); FlatMemory memory(); Heap heap(); LinkedProgram program();",
            "@Override void close(); }"),
        source(
            "Driver",
            "import dev.radicchio.*;",
            "import dev.radicchio.link.plan.Pointers;",
            "import dev.radicchio.memory.*;",
            "import static dev.radicchio.link.plan.Pointers.Kind.*;",
            "public class Driver implements java.util.concurrent.Callable<Object> {",
            "  final JavaHost host = new JavaHost();",
            "  @Override public Object call() throws Exception {",
            "    try (Program p = LinkedProgram_()) { return body(p, p.addresses(), p.memory()); }",
            "  }",
            "  Program LinkedProgram_() {",
            others.isEmpty()
                ? "    return test.LinkedProgram.with(host).link();"
                : "    return test.LinkedProgram.with(host).with((Other) java.lang.reflect.Proxy"
                    + ".newProxyInstance(Other.class.getClassLoader(), new Class<?>[] {Other.class},"
                    + " (a, b, c) -> null)).link();",
            "  }",
            "  AddressSpace space(Program p) { return p.program().addresses(\"addresses\"); }",
            "  Object body(Program p, Addresses a, FlatMemory memory) throws Exception {",
            body,
            "} }"));
  }

  private Object run(Compilation compilation) throws Exception {
    assertThat(problems(compilation)).isEmpty();
    return ((Callable<?>)
            new CompiledClasses(compilation)
                .loadClass("test.Driver")
                .getDeclaredConstructor()
                .newInstance())
        .call();
  }

  private static final String FILE = "value = \"wasm/addresses.wasm\"";
  private static final String OFFSET = FILE + ", relocation = Relocation.REBASED";
  private static final String ADDING = OFFSET + ", reachBelow = true";

  private Object alone(String body) throws Exception {
    return run(program(FILE, "", body));
  }

  private Object rebased(String module, String body) throws Exception {
    return run(program(module, "Home home();", body));
  }

  private static final String MOVED = "if (space(p).base() == 0) throw new AssertionError();";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return memory.readInt(a.number(2)) + \" \" + a.number(-1) + \" \" + a.valueAt(a.number(1))"
            + " + \" \" + a.valueAt(0) + a.isMine(a.number(2));",
        "return a.atZero(3).utf8() + new String(a.bytesAtZero(2)) + a.atZero(0).length()"
            + " + a.sum(a.atZero(3)) + a.addressOf(a.atZero(3));",
        "return a.sumOf(new byte[] {1, 2, (byte) 200}) + a.sumOf(new byte[0]);",
        "Span s = a.span(a.number(0), 2);"
            + " return memory.readInt(s.from()) + \" \" + s.count() + memory.readInt(s.to())"
            + " + a.span(0, 0);",
        "Node n = a.chain(3); return n.value() + \" \" + n.next().value() + n.next().next().value()"
            + " + n.next().next().next() + a.total(n) + a.total(n.next()) + a.total(null) + a.chain(0);",
        "Nodes l = a.listOf(3); return l.count() + \" \" + l.first().value() + l.first().next().value()"
            + " + a.total(l.first());",
        "Node n = a.chain(3); n.next(n.next().next()); return a.total(n);",
        "Node one = NodeStruct.allocate(p.heap(), space(p)); one.value(100); one.next(a.chain(3));"
            + " NodeStruct.Array more = NodeStruct.allocateArray(p.heap(), 2, space(p));"
            + " more.get(1).value(1000); more.get(1).next(one); return a.total(more.get(1));",
        "return a.ask(0) + \" \" + a.ask(1) + a.ask(2) + \" \" + memory.readInt(a.number(1));",
        "a.ask(0); int at = host.seen; a.ask(1); return memory.readInt(at) + \" \" + host.seen;",
        "int own = a.ownAddress(); int at = p.program().address(\"addresses\", own);"
            + " return memory.readInt(at) + \" \" + (own == p.program().pointerTo(\"addresses\", at));",
        "GuestFunction f = p.program().function(\"addresses\", \"value_at\", Pointers.NONE.param(0, ADDRESS));"
            + " return f.call(a.number(1))[0] + \" \" + f.call(0)[0];",
        "GuestFunction f = p.program().function(\"addresses\", \"at_zero\", Pointers.NONE.result(0, HIGH_HALF));"
            + " return memory.slice((int) (f.call(4)[0] >>> 32), (int) f.call(4)[0]).utf8() + f.call(0)[0];",
        "GuestFunction f = p.program().function(\"addresses\", \"span\", Pointers.NONE.param(0, ADDRESS).result(0, ADDRESS).result(2, ADDRESS));"
            + " long[] s = f.call(a.number(0), 2); return memory.readInt((int) s[0]) + \" \" + s[1]"
            + " + memory.readInt((int) s[2]) + java.util.Arrays.toString(f.call(0, 0));",
        "GuestFunction f = p.program().function(\"addresses\", \"sum\", Pointers.NONE.param(0, RANGE));"
            + " return f.call(a.atZero(3).address(), 3)[0] + f.call(0, 0)[0];",
      })
  void isTheSameAsAlone(String body) throws Exception {
    Object alone = alone(body);
    assertThat(rebased(OFFSET, MOVED + body)).as("offset").isEqualTo(alone);
    assertThat(rebased(ADDING, MOVED + body)).as("reachBelow").isEqualTo(alone);
  }

  @Test
  void plainNumbersStayTheModulesOwn() throws Exception {
    String body = "return a.ownAddress();";
    assertThat(rebased(OFFSET, MOVED + body)).isEqualTo(alone(body));
    assertThat(
            rebased(
                OFFSET,
                "return a.number(0) - a.ownAddress() == space(p).base() && a.ownAddress() == (int)"
                    + " p.program().function(\"addresses\", \"own_address\").call()[0];"))
        .isEqualTo(true);
  }

  private static final String BELOW = "p.memory().slice(2048, 4)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return a.sum(" + BELOW + ");",
        "return a.valueAt(2048);",
        "return a.total(NodeStruct.at(memory, 2048, space(p)));",
        "return p.program().pointerTo(\"addresses\", 2048);",
        "return p.program().function(\"addresses\", \"value_at\", Pointers.NONE.param(0, ADDRESS)).call(2048);",
      })
  void refusesWhatIsBelowItsBase(String body) {
    assertThatThrownBy(() -> rebased(OFFSET, body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x800 is below 0x")
        .hasMessageContaining("the base of addresses")
        .hasMessageContaining("reachBelow = true");
  }

  @Test
  void reachesBelowItsBaseIfItIsAskedFor() throws Exception {
    assertThat(
            rebased(
                ADDING,
                MOVED
                    + "memory.writeInt(2048, 0x01020304); Node n = NodeStruct.at(memory, 2052,"
                    + " space(p)); n.value(7); n.next(null); return a.sum("
                    + BELOW
                    + ") + \" \" + a.valueAt(2048) + \" \" + a.total(n) + \" \""
                    + " + p.program().function(\"addresses\", \"value_at\","
                    + " Pointers.NONE.param(0, ADDRESS)).call(2048)[0];"))
        .isEqualTo("10 16909060 7 16909060");
  }

  @Test
  void refusesAnAddressThatIsItsNullPointer() {
    assertThatThrownBy(() -> rebased(OFFSET, "return a.valueAt(space(p).base());"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is address 0 to addresses");
  }

  @Test
  void refusesAStructWhosePointersAreThePrograms() {
    assertThatThrownBy(() -> rebased(OFFSET, "return a.total(NodeStruct.allocate(p.heap()));"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has pointers of another instance");
  }

  @Test
  void theLayoutTellsItsBaseAndItsWindow() throws Exception {
    assertThat(
            rebased(
                OFFSET,
                "return (space(p).base() == ProgramLayout.Addresses.BASE) + \" \""
                    + " + ProgramLayout.Addresses.WINDOW_PAGES + \" \""
                    + " + (ProgramLayout.Addresses.DATA_END - ProgramLayout.Addresses.BASE);"))
        .isEqualTo("true 2 131072");
  }
}
