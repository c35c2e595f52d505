package dev.radicchio.processor.dwarf;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.radicchio.link.FunctionSymbol;
import dev.radicchio.link.WasmFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What compilers say of structs, as this package reads it. */
class DwarfTypesTest {
  @ParameterizedTest
  @ValueSource(strings = {"shapes_4", "shapes_5", "shapes_no_relocs"})
  void readsStructsOfC(String module) throws IOException {
    assertThat(described(module, "point"))
        .isEqualTo("struct point 24: 0 int x, 8 double weight, 16 struct point * next");
    assertThat(described(module, "scalars"))
        .isEqualTo(
            "scalars 72: 0 int8_t b, 1 uint8_t ub, 2 int16_t s, 4 uint16_t us, 8 int32_t i,"
                + " 12 uint32_t ui, 16 long l, 24 long long ll, 32 uint64_t ull, 40 float f,"
                + " 48 double d, 56 _Bool z, 60 shape kind, 64 enum level level, 68 int qualified");
    assertThat(described(module, "node"))
        .isEqualTo(
            "struct node 160: 0 char * name, 4 void * anything, 8 point * where, 12 function *"
                + " compare, 16 struct hidden * hidden, 24 point inside, 48 point[2] many,"
                + " 96 float[2][3] matrix, 120 char[12] text, 132 struct node *[4] children,"
                + " 148 int number, 148 float fraction, 152 struct {...} pair, 156 int[0] tail");
    assertThat(described(module, "flags"))
        .isEqualTo(
            "struct flags 8: 0.0 unsigned int open:1, 0.1 unsigned int level:7, 2.0 unsigned int"
                + " owner:16, 4 int after");
    assertThat(described(module, "value"))
        .isEqualTo("union value 16: 0 int32_t whole, 0 double number, 0 uint8_t[12] bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classes_4", "classes_5"})
  void readsClasses(String module) throws IOException {
    assertThat(described(module, "derived"))
        .isEqualTo(
            "geo::derived 40: 0 int id, 4 short kind, 8 short extra, 10 geo::inner::color color,"
                + " 16 geo::point at, 32 geo::point & reference, 36 geo::inner::box<int> boxed");
    assertThat(described(module, "shape"))
        .isEqualTo("geo::shape 8: 0 __vtbl_ptr_type * _vptr$shape, 4 int side");
    assertThat(described(module, "inner::box<int>"))
        .isEqualTo("geo::inner::box<int> 4: 0 int content");
  }

  @ParameterizedTest
  @CsvSource({
    "point,point",
    "geo::point,geo::point",
    "std::token,std::token",
    "token,",
    "diamond,"
  })
  void findsWhatANameMeansInNamespaces(String name, String wholeName) throws IOException {
    assertThat(structs("classes_5", name).keySet())
        .isEqualTo(wholeName == null ? Set.of() : Set.of(wholeName));
  }

  @Test
  void readsStructsOfRust() throws IOException {
    assertThat(described("records", "Point"))
        .isEqualTo(
            "records::geo::Point 24: 0 i32 x, 8 f64 weight, 16 *mut records::geo::Point next");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "functions_4|deflate|int deflate_under_another_name(z_stream *, int)",
        "functions_5|deflate|int deflate_under_another_name(z_stream *, int)",
        "functions_command|deflate|int deflate_under_another_name(z_stream *, int)",
        "functions_4|make|struct stats make(int)",
        "functions_5|log_all|int log_all(report *, ...)",
        "functions_5|use_one|int use_one(struct elsewhere *)",
        "functions_cpp_4|shift|void shift(geo::point &&)",
        "functions_cpp_5|take_owner|int take_owner(geo::owner)",
        "functions_rust|by_handle|f64 by_handle(functions::Handle)"
      })
  void findsAFunctionByWhereItsCodeIs(String module, String export, String declared)
      throws IOException {
    WasmFile file = file(module);
    FunctionSymbol symbol = file.exportedFunction(export).orElseThrow();

    assertThat(DwarfTypes.read(file, List.of(), List.of(symbol)).orElseThrow())
        .extracting(types -> types.functions(symbol, export))
        .asInstanceOf(list(GuestFunction.class))
        .singleElement()
        .extracting(DwarfTypesTest::described)
        .isEqualTo(declared);
  }

  @Test
  void findsAnImportByItsNameInTheSource() throws IOException {
    WasmFile file = file("imports");
    FunctionSymbol symbol = file.importedFunction("env", "take_point").orElseThrow();

    assertThat(DwarfTypes.read(file, List.of(), List.of(symbol)).orElseThrow())
        .extracting(types -> types.functions(symbol, "take_point"))
        .asInstanceOf(list(GuestFunction.class))
        .extracting(DwarfTypesTest::described)
        .containsExactly("void take_point(point *)");
  }

  @Test
  void doesNotTakeAFunctionForTheOtherThatHasItsCode() throws IOException {
    WasmFile file = file("functions_4");
    FunctionSymbol symbol = file.exportedFunction("use_same").orElseThrow();

    assertThat(symbol.exports()).containsExactly("use_one", "use_same");
    assertThat(
            DwarfTypes.read(file, List.of(), List.of(symbol))
                .orElseThrow()
                .functions(symbol, "use_same"))
        .isEmpty();
  }

  private static String described(GuestFunction function) {
    return function.result().map(GuestType::spelling).orElse("void")
        + " "
        + function.name()
        + function.parameters().stream().map(GuestType::spelling).collect(joining(", ", "(", ""))
        + (function.isVariadic() ? ", ...)" : ")");
  }

  @Test
  void findsEachDefinitionOfAName() throws IOException {
    assertThat(structs("pair", "pair").get("pair")).hasSize(2);
  }

  @Test
  void findsNothingWithoutDebugInformation() throws IOException {
    assertThat(DwarfTypes.read(file("shapes_stripped"), List.of("point"), List.of())).isEmpty();
  }

  private static String described(String module, String name) throws IOException {
    Map<String, List<StructDefinition>> structs = structs(module, name);
    assertThat(structs).hasSize(1);
    assertThat(structs.values()).allSatisfy(definitions -> assertThat(definitions).hasSize(1));
    StructDefinition struct = structs.values().iterator().next().get(0);
    return struct.members().stream()
        .map(DwarfTypesTest::described)
        .collect(joining(", ", struct.name() + " " + struct.size() + ": ", ""));
  }

  private static String described(StructDefinition.Member member) {
    return member.offset()
        + (member.bits().isPresent() ? "." + member.bit() % Byte.SIZE : "")
        + " "
        + member.type().spelling()
        + " "
        + member.name()
        + (member.bits().isPresent() ? ":" + member.bits().getAsLong() : "");
  }

  private static Map<String, List<StructDefinition>> structs(String module, String name)
      throws IOException {
    return DwarfTypes.read(file(module), List.of(name), List.of()).orElseThrow().structs(name);
  }

  private static WasmFile file(String module) throws IOException {
    try (InputStream in =
        DwarfTypesTest.class.getResourceAsStream("/wasm/dwarf/" + module + ".wasm")) {
      return WasmFile.read(module + ".wasm", in.readAllBytes());
    }
  }
}
