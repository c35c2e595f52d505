package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What methods take and return is what the guests' functions do in C, C++ and Rust, whatever either
 * calls it; where nothing says so, a warning does.
 */
class GuestFunctionsTest {
  private static final String ROW =
      "@WasmStruct interface StatsRow { int count(); void count(int v); double sum(); void"
          + " sum(double v); }";
  private static final String NARROW_ROW =
      "@WasmStruct interface StatsRow { int count(); void count(int v); float sum(); void"
          + " sum(float v); }";
  private static final String REPORT =
      "@WasmStruct interface Report { int id(); void id(int v); int length(); void length(int v);"
          + " }";

  @ParameterizedTest
  @ValueSource(strings = {"functions_4", "functions_5", "functions_command"})
  void comparesAStructOfAnotherName(String module) {
    assertThat(problemsOf(module(module, "void fillRow(StatsRow row);"), NARROW_ROW))
        .containsExactly(
            """
            P.java:3: StatsRow differs from struct stats of wasm/dwarf/MODULE.wasm, which it \
            stands for in void fillRow(StatsRow):
                offset size  struct stats | offset size  StatsRow
                     0    4  int count    |      0    4  int count
              >      8    8  double sum   |      4    4  float sum
              >          16  in all       |           8  in all
              sum is of another type: declare double sum(); void sum(double value);\
            """
                .replace("MODULE", module));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void fillRow(StatsRow row);",
        "double byValue(StatsRow it, int scale);",
        "void make(StatsRow result, int count);",
        "StatsRow last();",
        "void visit(StatsRow first, Visitor visitor);",
        "void precise(int result, StatsRow it, long a, long b, long c, long d);"
      })
  void comparesAStructWhereverItIsPassed(String method) {
    String visitor = "@WasmFunction interface Visitor { void visit(StatsRow row, int i); }";
    assertThat(problemsOf(module("functions_4", method), ROW, visitor)).isEmpty();
    assertThat(problemsOf(module("functions_4", method), NARROW_ROW, visitor))
        .singleElement(STRING)
        .startsWith("P.java:3: StatsRow differs from struct stats of wasm/dwarf/functions_4.wasm,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int byReference(StatsRow row);",
        "double byOption(StatsRow row);",
        "StatsRow byPointer(StatsRow row, int column);",
        "double byHandle(StatsRow handle);",
        "void make(StatsRow result, int count);"
      })
  void comparesStructsOfRust(String method) {
    assertThat(problemsOf(module("functions_rust", method), ROW)).isEmpty();
    assertThat(problemsOf(module("functions_rust", method), NARROW_ROW))
        .singleElement(STRING)
        .startsWith(
            "P.java:3: StatsRow differs from functions::stats::Row of"
                + " wasm/dwarf/functions_rust.wasm,");
  }

  @Test
  void tellsFunctionsOfRustWithTheSameCodeApart() {
    assertThat(
            problemsOf(
                module("functions_rust", "int byReference(StatsRow r); int sameCode(Column c);"),
                ROW,
                "@WasmStruct interface Column { int count(); void count(int v); float sum(); void"
                    + " sum(float v); }"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "functions_cpp_4,void shift(Spot it);",
    "functions_cpp_5,void shift(Spot it);",
    "functions_cpp_4,double useReference(Spot it);",
    "functions_cpp_5,double useReference(Spot it);"
  })
  void comparesClassesBehindReferences(String module, String method) {
    assertThat(
            problemsOf(
                module(module, method),
                "@WasmStruct interface Spot { int x(); void x(int v); double weight(); void"
                    + " weight(double v); }"))
        .isEmpty();
    assertThat(
            problemsOf(
                module(module, method), "@WasmStruct interface Spot { int x(); void x(int v); }"))
        .singleElement(STRING)
        .startsWith("P.java:3: Spot differs from geo::point of wasm/dwarf/" + module + ".wasm,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"functions_cpp_4", "functions_cpp_5"})
  void knowsThatAClassWithADestructorIsPassedByItsAddress(String module) {
    assertThat(
            problemsOf(
                module(module, "int takeOwner(Owner it);"),
                "@WasmStruct interface Owner { int id(); void id(int v); }"))
        .isEmpty();
  }

  @Test
  void refusesAStructThatIsPassedAsItsOnlyMember() {
    assertThat(
            problemsOf(
                module("functions_4", "int useHandle(Handle it);"),
                "@WasmStruct interface Handle { int id(); void id(int v); }"))
        .containsExactly(
            "P.java:2: int useHandle(Handle) has Handle it where use_handle of"
                + " wasm/dwarf/functions_4.wasm has struct handle; declare int, the struct's only"
                + " member");
  }

  @Test
  void refusesAStructThatIsRightForAnotherOfTheGuest() {
    assertThat(
            problemsOf(
                module("functions_4", "int show(Report r); int deflate(Report s, int flush);"),
                REPORT))
        .containsExactly(
            """
            P.java:2: int deflate(Report, int) has Report s where deflate of \
            wasm/dwarf/functions_4.wasm has z_stream *, which is another struct:
                offset size  struct z_stream_s      | offset size  Report
              >                                     |      0    4  int id
              >      0    4  unsigned char *next_in |
              >                                     |      4    4  int length
              >      4    4  unsigned int avail_in  |
              >      8    4  struct stats *totals   |
              >          12  in all                 |           8  in all
              declare the @WasmStruct of z_stream\
            """);
  }

  @Test
  void comparesWhatMembersContainAndPointTo() {
    String holder =
        "@WasmStruct interface Holder { StatsRow inside(); @Pointer StatsRow behind(); void"
            + " behind(StatsRow v); @Pointer Report anything(); void anything(Report v); }";
    assertThat(
            problemsOf(module("functions_4", "double useHolder(Holder h);"), ROW, holder, REPORT))
        .isEmpty();
    assertThat(
            problemsOf(
                module("functions_4", "double useHolder(Holder h);"), NARROW_ROW, holder, REPORT))
        .singleElement(STRING)
        .startsWith("P.java:4: Holder differs from struct holder of wasm/dwarf/functions_4.wasm:\n")
        .endsWith(
            """
              inside is struct stats, from which differs StatsRow:
                  offset size  struct stats | offset size  StatsRow
                       0    4  int count    |      0    4  int count
                >      8    8  double sum   |      4    4  float sum
                >          16  in all       |           8  in all
              behind points to struct stats, from which differs StatsRow:
                  offset size  struct stats | offset size  StatsRow
                       0    4  int count    |      0    4  int count
                >      8    8  double sum   |      4    4  float sum
                >          16  in all       |           8  in all\
            """);
  }

  @Test
  void findsAStructThatAnotherUnitDefines() {
    assertThat(
            problemsOf(
                module("functions_5", "int useElsewhere(Far it);"),
                "@WasmStruct interface Far { int first(); void first(int v); }"))
        .singleElement(STRING)
        .startsWith(
            "P.java:3: Far differs from struct elsewhere of wasm/dwarf/functions_5.wasm, which");
  }

  @ParameterizedTest
  @CsvSource({
    "functions_4,int useOpaque(Point it);,nothing says what struct opaque consists of",
    "functions_4,int useAnything(Point it);,'use_anything has void * for it, and no type is called"
        + " Point or point'",
    "functions_4,int useNumber(Point it);,'use_number has uintptr_t for it, and no type is called"
        + " Point or point'",
    "functions_4,int useSame(Point it);,'it does not describe use_same, and no type is called Point"
        + " or point'",
    "functions_partly,int useOne(Point it);,'it does not describe use_one, and no type is called"
        + " Point or point'",
    "functions_lines,int show(Point it);,'it does not describe show, and no type is called Point or"
        + " point'",
    "functions_rust_lines,int byReference(Point it);,'it has no types for by_reference, and no type"
        + " is called Point or point'",
    "functions_cpp_4,int useHidden(Point it);,nothing says what geo::hidden consists of"
  })
  void warnsWhereNothingCouldBeCompared(String module, String method, String reason) {
    String point = "@WasmStruct interface Point { int x(); void x(int v); }";
    assertThat(problemsOf(module(module, method), point))
        .containsExactly(
            "P.java:2: warning: the debug information of wasm/dwarf/"
                + module
                + ".wasm does not tell whether its structs are those that it is passed: Point ("
                + reason
                + "); compile all of it with -g, or have functions take what they mean instead of"
                + " untyped addresses");
    assertThat(
            problemsOf(
                module(module, method)
                    .replace("Guest guest()", "@SuppressWarnings(\"RAD749\") Guest guest()"),
                point))
        .isEmpty();
  }

  @Test
  void warnsOfNothingThatAnotherMethodLeadsTo() {
    assertThat(
            problemsOf(
                module("functions_4", "int useAnything(StatsRow it); void fillRow(StatsRow it);"),
                ROW))
        .isEmpty();
  }

  @Test
  void takesANameForWhatAFunctionDoesNotSay() {
    assertThat(
            problemsOf(
                module("functions_4", "int useAnything(StatsRow it);"),
                NARROW_ROW.replace("@WasmStruct", "@WasmStruct(name = \"struct stats\")")))
        .singleElement(STRING)
        .startsWith(
            "P.java:3: StatsRow differs from struct stats of wasm/dwarf/functions_4.wasm:\n");
  }

  @Test
  void takesAStructForAnArrayOfWhatItConsistsOf() {
    String vector = "float x(); void x(float v); float y(); void y(float v); @Offset(8) ";
    assertThat(
            problemsOf(
                module("functions_4", "void normalize(Vector it);"),
                "@WasmStruct interface Vector { " + vector + "float z(); void z(float v); }"))
        .isEmpty();
    assertThat(
            problemsOf(
                module("functions_rust", "void normalize(Vector it);"),
                "@WasmStruct interface Vector { " + vector + "int z(); void z(int v); }"))
        .singleElement(STRING)
        .startsWith("P.java:2: void normalize(Vector) has Vector it where normalize of");
  }

  @Test
  void takesAStructForThePlaceOfAPointer() {
    assertThat(
            problemsOf(
                module("functions_4", "int find(Found out);"),
                ROW,
                "@WasmStruct interface Found { @Pointer StatsRow row(); void row(StatsRow v); }"))
        .isEmpty();
  }

  @Test
  void takesAStructForAUnion() {
    assertThat(
            problemsOf(
                module("functions_4", "float useValue(Number it);"),
                "@WasmStruct interface Number { int whole(); void whole(int v);"
                    + " @Offset(0) float fraction(); void fraction(float v); }"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "int setFlag(StatsRow flag);,StatsRow flag,_Bool,boolean",
    "int takeLetter(StatsRow letter);,StatsRow letter,short,int",
    "void fillRow(boolean row);,boolean row,struct stats *,its @WasmStruct",
    "void fillRow(@CString String row);,String row,struct stats *,its @WasmStruct",
    "void fillRow(Visitor row);,Visitor row,struct stats *,int",
    "'void visit(int first, StatsRow then);',StatsRow then,function *,'a @WasmFunction interface, or"
        + " int'",
    "int span(byte[] bytes);,the length of byte[] bytes,char *,'two int, the addresses'",
    "int wideText(@Utf8 String text);,String text,uint16_t *,'int, or a Slice'"
  })
  void refusesATypeThatMeansAnother(String method, String java, String guest, String remedy) {
    assertThat(
            problemsOf(
                module("functions_4", method),
                ROW,
                "@WasmFunction interface Visitor { void visit(int row, int i); }"))
        .singleElement(STRING)
        .startsWith("P.java:2: ")
        .contains(" has " + java + " where ")
        .endsWith(" of wasm/dwarf/functions_4.wasm has " + guest + "; declare " + remedy);
  }

  @Test
  void acceptsNumbersOfEachKind() {
    assertThat(
            problemsOf(
                module(
                    "functions_4",
                    "int setFlag(boolean f); @WasmExport(\"set_flag\") boolean flag(int f);"
                        + " int takeLetter(int l); int useNumber(int n); int useHandle(int h);"
                        + " void normalize(int v); boolean useAnything(int it);"
                        + " @WasmExport(\"wide_text\") int wide(byte[] text);"
                        + " @WasmExport(\"last\") boolean hasLast(); int logAll(int it, int more);")))
        .isEmpty();
  }

  @Test
  void warnsOfAnAddressThatOtherMethodsHaveAStructFor() {
    assertThat(
            problemsOf(
                module(
                    "functions_4",
                    "void fillRow(StatsRow row); int last(); void make(int r, int c);"),
                ROW))
        .containsExactlyInAnyOrder(
            "P.java:2: warning: int last() has int where last of wasm/dwarf/functions_4.wasm has"
                + " struct stats *, for which there is StatsRow; declare that, so that it"
                + " is checked",
            "P.java:2: warning: void make(int, int) has int r where make of"
                + " wasm/dwarf/functions_4.wasm has the address of struct stats, for which there is"
                + " StatsRow; declare that, so that it is checked");
  }

  @Test
  void followsWhatHostsAreGiven() {
    assertThat(
            problemsOf(
                "@WasmModule(\"wasm/dwarf/imports.wasm\") interface Guest { void run(); }",
                "@WasmHost(\"env\") interface Host { void takePoint(Spot p); }",
                "@SharedMemory(hosts = Host.class) interface Program { Guest guest(); }",
                "@WasmStruct interface Spot { int x(); void x(int x); }"))
        .singleElement(STRING)
        .startsWith("P.java:5: Spot differs from struct point of wasm/dwarf/imports.wasm, which");
  }

  private static String module(String file, String methods) {
    return "@WasmModule(\"wasm/dwarf/"
        + file
        + ".wasm\") interface Guest { "
        + methods
        + " } @SuppressWarnings(\"RAD360\") @SharedMemory interface Program extends AutoCloseable { Guest guest(); void close(); }";
  }

  /** javac indents all lines but the first by two. */
  private static List<String> problemsOf(String... lines) {
    return problems(compile(source("P", lines))).stream()
        .map(problem -> problem.replace("\n  ", "\n"))
        .toList();
  }
}
