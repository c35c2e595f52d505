package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Structs are what modules in C, C++ and Rust say in their debug information, or it is an error.
 */
class StructGuestsTest {
  private static final String POINT =
      "@WasmStruct interface Point { int x(); void x(int x); double weight(); void weight(double"
          + " w); @Pointer Point next(); void next(Point n); }";

  @ParameterizedTest
  @ValueSource(strings = {"shapes_4", "shapes_5", "shapes_no_relocs"})
  void acceptsEachKindOfMember(String module) {
    assertThat(
            problemsOf(
                module(
                    module,
                    "int usePoint(Point p); int useScalars(Scalars s);"
                        + " int useNode(Node n); int useFlags(Flags f); int useDense(Dense d);"
                        + " int useValue(Value v); int useOdd(Odd o);"),
                POINT,
                """
                enum Shape { CIRCLE, SQUARE }
                @WasmStruct interface Scalars {
                  byte b(); void b(byte v);
                  byte ub(); void ub(byte v);
                  short s(); void s(short v);
                  char us(); void us(char v);
                  int i(); void i(int v);
                  int ui(); void ui(int v);
                  int l(); void l(int v);
                  long ll(); void ll(long v);
                  long ull(); void ull(long v);
                  float f(); void f(float v);
                  double d(); void d(double v);
                  boolean z(); void z(boolean v);
                  Shape kind(); void kind(Shape v);
                  byte level(); void level(byte v);
                  int qualified(); void qualified(int v);
                }
                @WasmStruct interface Pair {
                  short low(); void low(short v);
                  short high(); void high(short v);
                }
                @WasmStruct(name = "struct node") interface Node {
                  int name(); void name(int v);
                  int anything(); void anything(int v);
                  @Pointer Point where(); void where(Point v);
                  int compare(); void compare(int v);
                  int hidden(); void hidden(int v);
                  Point inside();
                  @Length(2) Point many(int i);
                  @Length(6) float matrix(int i); void matrix(int i, float v);
                  @Length(12) byte text(int i); void text(int i, byte v);
                  @Length(4) @Pointer Node children(int i); void children(int i, Node v);
                  int number(); void number(int v);
                  @Offset(148) float fraction(); void fraction(float v);
                  Pair pair();
                }
                @WasmStruct interface Flags {
                  int bits(); void bits(int v);
                  int after(); void after(int v);
                }
                @WasmStruct @Packed interface Dense {
                  byte tag(); void tag(byte v);
                  long number(); void number(long v);
                }
                @WasmStruct(name = "value") interface Value {
                  int whole(); void whole(int v);
                  @Offset(0) double number(); void number(double v);
                  @Offset(0) @Length(12) byte bytes(int i); void bytes(int i, byte v);
                }
                @WasmStruct interface Odd {
                  @Length(16) byte wide(int i); void wide(int i, byte v);
                  short final_(); void final_(short v);
                  int _private(); void _private(int v);
                  int address_(); void address_(int v);
                  @Length(8) byte complex(int i); void complex(int i, byte v);
                  @Length(12) byte padding(int i); void padding(int i, byte v);
                }
                """))
        .isEmpty();
  }

  @Test
  void catchesAFieldThatTheGuestHasGained() {
    assertThat(problemsOf(module("gained", "int usePoint(Point p);"), POINT))
        .containsExactly(
            """
            P.java:3: Point differs from struct point of wasm/dwarf/gained.wasm:
                offset size  struct point       | offset size  Point
                     0    4  int x              |      0    4  int x
              >      4    4  float height       |
                     8    8  double weight      |      8    8  double weight
                    16    4  struct point *next |     16    4  @Pointer Point next
                         24  in all             |          24  in all
              height has no field: add float height(); void height(float value);\
            """);
  }

  @Test
  void namesAllModulesThatHaveALayout() {
    assertThat(
            problemsOf(
                "@WasmModule(\"wasm/dwarf/gained.wasm\") interface A { int usePoint(Point p); }",
                "@WasmModule(\"wasm/dwarf/shapes_4.wasm\") interface B { int usePoint(Point p); }",
                "@WasmModule(\"wasm/dwarf/gained_too.wasm\") interface C { int usePoint(Point p); }",
                "@SharedMemory interface Program { A a(); B b(); C c(); A again(); }",
                POINT))
        .singleElement(STRING)
        .startsWith(
            "P.java:6: Point differs from struct point of wasm/dwarf/gained.wasm and"
                + " wasm/dwarf/gained_too.wasm:\n");
  }

  @Test
  void reportsEachModuleThatHasALayoutOfItsOwn() {
    assertThat(
            problemsOf(
                "@WasmModule(\"wasm/dwarf/gained.wasm\") interface A { int usePoint(Point p); }",
                "@WasmModule(\"wasm/dwarf/shapes_4.wasm\") interface B { int usePoint(Point p); }",
                "@SharedMemory interface Program { A a(); B b(); }",
                "@WasmStruct interface Point { int x(); void x(int x); }"))
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("of wasm/dwarf/gained.wasm:"))
        .anySatisfy(text -> assertThat(text).contains("of wasm/dwarf/shapes_4.wasm:"));
  }

  @Test
  void reportsUnitsOfOneModuleThatDisagree() {
    assertThat(
            problemsOf(
                module("pair", "int useOne(Pair p); int useTwo(Pair p);"),
                "@WasmStruct interface Pair {",
                "int first(); void first(int v); int second(); void second(int v); }"))
        .containsExactly(
            """
            P.java:3: Pair differs from struct pair of wasm/dwarf/pair.wasm:
                offset size  struct pair  | offset size  Pair
                     0    4  int first    |      0    4  int first
              >      4    2  short second |      4    4  int second
                          8  in all       |           8  in all
              second is of another type: declare short second(); void second(short value);\
            """);
  }

  @Test
  void warnsWhereAModuleHasNoDebugInformation() {
    assertThat(
            problemsOf(
                module("shapes_stripped", "int usePoint(Other p); int useNode(Other n);"),
                "@WasmStruct(name = \"node\") interface Other { int y(); void y(int v); }"))
        .containsExactly(
            "P.java:2: warning: wasm/dwarf/shapes_stripped.wasm has no debug information, so that"
                + " nothing tells whether its structs are those that it is passed (Other); compile"
                + " it with -g (rustc: -C debuginfo=2), and do not strip that");
  }

  @Test
  void saysNothingOfStructsThatAreNotPassed() {
    assertThat(problemsOf(module("gained", "int usePoint(int p);"), POINT)).isEmpty();
  }

  @Test
  void showsWhatDiffersAndHowToMendIt() {
    assertThat(
            problemsOf(
                module("shapes_5", "int useScalars(Scalars s);"),
                """
                enum Shape { CIRCLE, SQUARE }
                @WasmStruct interface Scalars {
                  char b(); void b(char v);
                  byte ub(); void ub(byte v);
                  char s(); void s(char v);
                  short us(); void us(short v);
                  float i(); void i(float v);
                  int unsigned(); void unsigned(int v);
                  int l(); void l(int v);
                  double ll(); void ll(double v);
                  long ull(); void ull(long v);
                  int f(); void f(int v);
                  double d(); void d(double v);
                  byte z(); void z(byte v);
                  Shape kind(); void kind(Shape v);
                  boolean level(); void level(boolean v);
                  int qualified(); void qualified(int v);
                }
                """))
        .containsExactly(
            """
            P.java:4: Scalars differs from scalars of wasm/dwarf/shapes_5.wasm:
                offset size  scalars          | offset size  Scalars
              >      0    1  int8_t b         |      0    2  char b
              >      1    1  uint8_t ub       |      2    1  byte ub
              >      2    2  int16_t s        |      4    2  char s
              >      4    2  uint16_t us      |      6    2  short us
              >      8    4  int32_t i        |      8    4  float i
              >                               |     12    4  int unsigned
              >     12    4  uint32_t ui      |
                    16    4  long l           |     16    4  int l
              >     24    8  long long ll     |     24    8  double ll
                    32    8  uint64_t ull     |     32    8  long ull
              >     40    4  float f          |     40    4  int f
                    48    8  double d         |     48    8  double d
              >     56    1  _Bool z          |     56    1  byte z
                    60    4  shape kind       |     60    4  Shape kind
              >     64    1  enum level level |     64    1  boolean level
                    68    4  int qualified    |     68    4  int qualified
                         72  in all           |          72  in all
              b is of another type: declare byte b(); void b(byte value);
              s has a sign: declare short s(); void s(short value);
              us has no sign: declare char us(); void us(char value);
              i is of another type: declare int i(); void i(int value);
              the guest has no unsigned: rename it to ui
              ll is of another type: declare long ll(); void ll(long value);
              f is of another type: declare float f(); void f(float value);
              z is of another type: declare boolean z(); void z(boolean value);
              level is of another type: declare byte level(); void level(byte value);\
            """);
  }

  @Test
  void suggestsWhatCompilesInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(
              problemsOf(
                  module("shapes_4", "int useNode(Node n);"),
                  "@WasmStruct interface Node { int name(); void name(int v); }"))
          .singleElement()
          .asString()
          .contains("matrix has no field: add @Length(6) float matrix(int index);");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void showsMembersThatJavaDoesNotDescribe() {
    assertThat(
            problemsOf(
                module("shapes_4", "int useNode(Node n); int useOdd(Odd o);"),
                POINT,
                "@WasmStruct interface Node { int name(); void name(int v); }",
                "@WasmStruct interface Odd { int _private(); void _private(int v); }"))
        .satisfiesExactly(
            node ->
                assertThat(node)
                    .contains(
                        "\n  >     96   24  float[2][3] matrix        |\n",
                        "\n  >    132   16  struct node *[4] children |\n",
                        "\n  >    152    4  struct {...} pair         |\n",
                        "\n  compare has no field: add int compare(); void compare(int value);\n",
                        "\n  many has no field: add a getter with an index and @Length(2) that"
                            + " returns the @WasmStruct of point\n",
                        "\n  matrix has no field: add @Length(6) float matrix(int index); void"
                            + " matrix(int index, float value);\n")
                    .doesNotContain("tail"),
            odd ->
                assertThat(odd)
                    .endsWith(
                        """
                          wide has no field: add its bytes, @Length(16) byte wide(int index); \
                        void wide(int index, byte value);
                          final has no field: add short final_(); void final_(short value);
                          address has no field: add int address_(); void address_(int value);
                          complex has no field: add its bytes, @Length(8) byte complex(int \
                        index); void complex(int index, byte value);\
                        """));
  }

  @Test
  void asksForTheNumberThatHoldsBitFields() {
    assertThat(
            problemsOf(
                module("shapes_4", "int useFlags(Flags n);"),
                "@WasmStruct interface Flags {",
                "byte open(); void open(byte v); @Offset(2) char owner(); void owner(char v);",
                "int after(); void after(int v); }"))
        .containsExactly(
            """
            P.java:3: Flags differs from struct flags of wasm/dwarf/shapes_4.wasm:
                offset size  struct flags            | offset size  Flags
              >      0       unsigned int open : 1   |      0    1  byte open
              >      0       unsigned int level : 7  |
              >      2       unsigned int owner : 16 |      2    2  char owner
                     4    4  int after               |      4    4  int after
                          8  in all                  |           8  in all
              open, level, owner are bit fields, which Java cannot describe: add the number that \
            holds them, by a name of its own, as in @Offset(0) int bits(); void bits(int value);\
            """);
  }

  @Test
  void asksForPacking() {
    assertThat(
            problemsOf(
                module("shapes_4", "int useDense(Dense n);"),
                "@WasmStruct interface Dense {",
                "byte tag(); void tag(byte v); long number(); void number(long v); }"))
        .containsExactly(
            """
            P.java:3: Dense differs from struct dense of wasm/dwarf/shapes_4.wasm:
                offset size  struct dense   | offset size  Dense
                     0    1  char tag       |      0    1  byte tag
              >      1    8  int64_t number |      8    8  long number
              >           9  in all         |          16  in all
              the guest packs it: add @Packed\
            """);
  }

  @Test
  void asksForOffsetsOfAUnion() {
    assertThat(
            problemsOf(
                module("shapes_4", "int useValue(Value n);"),
                "@WasmStruct interface Value { int whole(); void whole(int v);",
                "double number(); void number(double v);",
                "@Length(12) byte bytes(int i); void bytes(int i, byte v); }"))
        .containsExactly(
            """
            P.java:3: Value differs from union value of wasm/dwarf/shapes_4.wasm:
                offset size  union value       | offset size  Value
                     0    4  int32_t whole     |      0    4  int whole
              >      0    8  double number     |      8    8  double number
              >      0   12  uint8_t[12] bytes |     16   12  byte[12] bytes
              >          16  in all            |          32  in all
              put the getters in the order of the guest's members, or say where they are: \
            @Offset(0) number, @Offset(0) bytes\
            """);
  }

  @Test
  void comparesStructsInsideWithAndWithoutNames() {
    assertThat(
            problemsOf(
                module("shapes_4", "int useNode(Node n);"),
                "@WasmStruct interface Point { double weight(); void weight(double w); }",
                "@WasmStruct interface Pair { char low(); void low(char v); char high(); void"
                    + " high(char v); }",
                "@WasmStruct interface Node { @Offset(24) Point inside(); @Offset(152) Pair pair(); }"))
        .hasSize(2)
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("Node differs", "\n  inside has another size: mend Point\n")
                    .endsWith(
                        """
                          pair is a struct without a name that differs from Pair:
                              offset size  struct {...} | offset size  Pair
                            >      0    2  short low    |      0    2  char low
                            >      2    2  short high   |      2    2  char high
                                        4  in all       |           4  in all\
                        """))
        .anySatisfy(text -> assertThat(text).contains("Point differs from struct point"));
  }

  @Test
  void takesNamesInCamelCase() {
    assertThat(
            problemsOf(
                module("classes_5", "int useToken(Token t);"),
                "@WasmStruct(name = \"std::token\")",
                "interface Token { int stdOnly(); void stdOnly(int v); }"))
        .isEmpty();
  }

  @Test
  void looksAtStructsInsideAndBehindPointersAndFunctions() {
    String wrong = "@WasmStruct interface Point { int x(); void x(int x); }";
    String node =
        "@WasmStruct(name = \"box\") interface Box { @Pointer Point p(); void p(Point p); }";
    assertThat(
            problemsOf(
                module("gained", "@SuppressWarnings(\"RAD749\")", "Box usePoint(int p);"),
                node,
                wrong))
        .singleElement(STRING)
        .startsWith("P.java:4: Point differs");
    assertThat(
            problemsOf(
                module("gained", "Visitor usePoint(int p);"),
                "@WasmFunction interface Visitor { void visit(Point p); }",
                wrong))
        .singleElement(STRING)
        .startsWith("P.java:4: Point differs");
  }

  @Test
  void looksAtStructsThatHostsAreGiven() {
    assertThat(
            problemsOf(
                "@WasmModule(\"wasm/dwarf/imports.wasm\") interface Guest { void run(); }",
                "@WasmHost(\"env\") interface Host { void takePoint(Point p); }",
                "@SharedMemory(hosts = Host.class) interface Program { Guest guest(); }",
                "@WasmStruct interface Point { int x(); void x(int x); }"))
        .singleElement(STRING)
        .startsWith("P.java:5: Point differs from struct point of wasm/dwarf/imports.wasm:\n");
  }

  @Test
  void reportsStructsOfALibraryAtTheProgram(@TempDir Path library) throws Exception {
    Compile.library(
        library, source("Point", "@WasmStruct public interface Point { int x(); void x(int x); }"));
    assertThat(
            problems(
                Compile.compileAgainst(
                    library, source("P", module("gained", "int usePoint(Point p);")))))
        .singleElement(STRING)
        .startsWith("P.java:2: test.Point differs from struct point of wasm/dwarf/gained.wasm:\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classes_4", "classes_5"})
  void acceptsClasses(String module) {
    assertThat(
            problemsOf(
                module(
                    module,
                    "int usePoint(Point p); int useGeoPoint(GeoPoint p); int useDerived(Derived d);"
                        + " int useShape(Shape s); int useBox(NumberBox b); int useToken(Token t);"
                        + " int useLocal(Local l);"),
                """
                @WasmStruct interface Point { int x(); void x(int v); }
                @WasmStruct(name = "geo::point") interface GeoPoint {
                  int x(); void x(int v);
                  double weight(); void weight(double v);
                }
                @WasmStruct interface Derived {
                  int id(); void id(int v);
                  short kind(); void kind(short v);
                  @Offset(8) short extra(); void extra(short v);
                  char color(); void color(char v);
                  @Offset(16) GeoPoint at();
                  @Pointer GeoPoint reference(); void reference(GeoPoint v);
                  int boxed(); void boxed(int v);
                }
                @WasmStruct interface Shape {
                  @Offset(4) int side(); void side(int v);
                }
                @WasmStruct interface NumberBox { float content(); void content(float v); }
                @WasmStruct interface Token { int stdOnly(); void stdOnly(int v); }
                @WasmStruct interface Local { int hidden(); void hidden(int v); }
                """))
        .isEmpty();
  }

  @Test
  void tellsNamespacesApart() {
    assertThat(
            problemsOf(
                module("classes_5", "int useGeoPoint(Point p); int useToken(Token t);"),
                "@WasmStruct(name = \"geo::point\") interface Point { int x(); void x(int v); }",
                "@WasmStruct(name = \"std::token\") interface Token { int x(); void x(int v); }"))
        .containsExactly(
            """
            P.java:3: Point differs from geo::point of wasm/dwarf/classes_5.wasm:
                offset size  geo::point    | offset size  Point
                     0    4  int x         |      0    4  int x
              >      8    8  double weight |
              >          16  in all        |           4  in all
              weight has no field: add double weight(); void weight(double value);\
            """,
            """
            P.java:4: Token differs from std::token of wasm/dwarf/classes_5.wasm:
                offset size  std::token   | offset size  Token
              >                           |      0    4  int x
              >      0    4  int std_only |
                          4  in all       |           4  in all
              the guest has no x: rename it to stdOnly\
            """);
  }

  @Test
  void acceptsRecordsOfRust() {
    assertThat(
            problemsOf(
                module("records", "int useRecord(Record r);"),
                POINT,
                """
                enum Color { RED, GREEN }
                @WasmStruct interface Record {
                  int id(); void id(int v);
                  int count(); void count(int v);
                  int shared(); void shared(int v);
                  @Pointer Point some(); void some(Point v);
                  @Pointer Point certain(); void certain(Point v);
                  Point inside();
                  int letter(); void letter(int v);
                  boolean flag(); void flag(boolean v);
                  char small(); void small(char v);
                  Color color(); void color(Color v);
                  int size(); void size(int v);
                  @Length(6) float grid(int i); void grid(int i, float v);
                  byte type(); void type(byte v);
                }
                """))
        .isEmpty();
  }

  @Test
  void catchesWhatDiffersFromRust() {
    assertThat(
            problemsOf(
                module("records", "int useRecord(Record r);"),
                POINT,
                "@WasmStruct interface Record { @Offset(10) short small(); void small(short v);",
                "@Pointer Record some(); void some(Record v); }"))
        .singleElement(STRING)
        .startsWith("P.java:4: Record differs from records::Record of wasm/dwarf/records.wasm:\n")
        .contains(
            "\n  >     12    4  core::option::Option<&records::geo::Point> some           "
                + "|     12    4  @Pointer Record some\n",
            "\n  count has no field: add int count(); void count(int value);\n",
            "\n  some is of another type: declare int some(); void some(int value); (or the same with"
                + " @Pointer and the @WasmStruct of records::geo::Point)\n",
            "\n  inside has no field: add a getter that returns the @WasmStruct of"
                + " records::geo::Point\n",
            "\n  small has no sign: declare char small(); void small(char value);\n")
        .doesNotContain("marker");
  }

  private static String module(String file, String methods) {
    return module(file, "", methods);
  }

  /**
   * @param annotation of the accessor
   */
  private static String module(String file, String annotation, String methods) {
    return "@WasmModule(\"wasm/dwarf/"
        + file
        + ".wasm\") interface Guest { "
        + methods
        + " }"
        + " @SharedMemory interface Program extends AutoCloseable { "
        + annotation
        + " Guest guest(); void close(); }";
  }

  /** javac indents all lines but the first by two. */
  private static List<String> problemsOf(String... lines) {
    return problems(compile(source("P", lines))).stream()
        .map(problem -> problem.replace("\n  ", "\n"))
        .toList();
  }
}
