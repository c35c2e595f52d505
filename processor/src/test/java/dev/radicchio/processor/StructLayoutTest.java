package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.FlatMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structs are where clang has them: {@code structs.c} asks it, and uses them. */
class StructLayoutTest {
  private static final String BASE = "public interface Base { short s(); void s(short v); }";

  private static final JavaFileObject STRUCTS =
      source(
          "Structs",
          """
          public interface Structs {
            enum Shape { CIRCLE, SQUARE, STAR }

            @WasmStruct
            interface Scalars {
              byte b(); void b(byte v);
              short s(); void s(short v);
              char c(); void c(char v);
              boolean z(); void z(boolean v);
              long j(); void j(long v);
              float f(); void f(float v);
              double d(); void d(double v);
              int i(); void i(int v);
              boolean last(); void last(boolean v);
            }

            @WasmStruct
            interface Small {
              short s(); void s(short v);
              byte b(); void b(byte v);
            }

            @WasmStruct
            interface Mixed {
              byte tag(); void tag(byte v);
              Small small();
              @Pointer Mixed next(); void next(Mixed v);
              Shape shape(); void shape(Shape v);
              boolean flag(); void flag(boolean v);
              Scalars scalars();
              byte end(); void end(byte v);
            }

            @WasmStruct
            interface Arrays {
              byte tag(); void tag(byte v);
              @Length(3) short shorts(int i); void shorts(int i, short v);
              @Length(2) long longs(int i); void longs(int i, long v);
              @Length(5) boolean flags(int i); void flags(int i, boolean v);
              @Length(2) Shape shapes(int i); void shapes(int i, Shape v);
              @Length(3) Small smalls(int i);
              @Length(2) @Pointer Mixed pointers(int i); void pointers(int i, Mixed v);
              double last(); void last(double v);
            }

            @WasmStruct
            @Packed
            interface Dense {
              byte tag(); void tag(byte v);
              long j(); void j(long v);
              Small small();
              @Length(2) double doubles(int i); void doubles(int i, double v);
              Shape shape(); void shape(Shape v);
              @Pointer Mixed pointer(); void pointer(Mixed v);
            }

            @WasmStruct
            interface AroundDense {
              byte tag(); void tag(byte v);
              Dense dense();
              short end(); void end(short v);
            }

            @WasmStruct
            interface Wide {
              int kind(); void kind(int v);
              @Offset(8) double number(); void number(double v);
              @Offset(8) int whole(); void whole(int v);
              @Offset(8) @Length(12) byte bytes(int i); void bytes(int i, byte v);
              @Offset(24) int after(); void after(int v);
            }

            @WasmStruct
            interface Derived extends Small {
              @Override byte b(); @Override void b(byte v);
              @Override short s(); @Override void s(short v);
              byte more(); void more(byte v);
            }
          }
          """);

  @Test
  void agreesWithClangOnEachSizeAlignmentAndOffset() throws Exception {
    Compilation compilation = compile(STRUCTS);
    assertThat(problems(compilation)).isEmpty();
    ClassLoader classes = new CompiledClasses(compilation);
    WasmFile guest = guest();
    Map<String, Integer> clang = new LinkedHashMap<>();
    Map<String, Integer> radicchio = new LinkedHashMap<>();
    try (LinkedProgram program = instantiate(guest)) {
      for (String export : guest.functionExports().keySet()) {
        String[] words = export.split(" ", -1);
        String constant =
            switch (words[0]) {
              case "sizeof" -> "SIZE";
              case "alignof" -> "ALIGN";
              case "offsetof" -> words[2].toUpperCase(Locale.ROOT) + "_OFFSET";
              default -> "";
            };
        if (!constant.isEmpty()) {
          clang.put(export, (int) program.function("structs", export).call()[0]);
          Class<?> struct = classes.loadClass("test.Structs_" + words[1] + "Struct");
          radicchio.put(export, struct.getField(constant).getInt(null));
        }
      }
    }

    assertThat(radicchio).hasSizeGreaterThan(50).isEqualTo(clang);
  }

  @Test
  void readsWhatCHasWritten() throws Exception {
    try (LinkedProgram program = instantiate(guest())) {
      int mixed = (int) program.function("structs", "mixed").call()[0];

      assertThat(
              call(
                  program.memory(),
                  mixed,
                  """
                  Structs.Mixed first = Structs_MixedStruct.at(memory, address);
                  Structs.Scalars s = first.scalars();
                  return first.tag() + " " + first.small().s() + " " + first.small().b()
                      + " " + first.next().tag() + " " + first.next().next()
                      + " " + first.shape() + " " + first.flag() + " " + first.end()
                      + " " + s.b() + " " + s.s() + " " + (int) s.c() + " " + s.z()
                      + " " + s.j() + " " + s.f() + " " + s.d() + " " + s.i() + " " + s.last();
                  """))
          .isEqualTo(
              "-1 -300 7 2 null STAR true 9 -128 -32768 65535 true 72623859790382856 1.5 -2.25"
                  + " -2147483648 false");
    }
  }

  @Test
  void writesWhatCReads() throws Exception {
    try (LinkedProgram program = instantiate(guest())) {
      int mixed = (int) program.function("structs", "mixed").call()[0];
      int arrays = program.memory().grow(1) * FlatMemory.PAGE_BYTES;
      call(
          program.memory(),
          arrays,
          """
          Structs.Arrays arrays = Structs_ArraysStruct.at(memory, address);
          arrays.tag((byte) 1);
          arrays.shorts(2, (short) -2);
          arrays.longs(1, 1L << 40);
          arrays.flags(4, true);
          arrays.flags(3, false);
          arrays.shapes(1, Structs.Shape.SQUARE);
          arrays.smalls(2).b((byte) 3);
          arrays.pointers(0, null);
          arrays.pointers(1, Structs_MixedStruct.at(memory, %d));
          arrays.last(0.5);
          return null;
          """
              .formatted(mixed));

      assertThat(program.function("structs", "holds what Java has written").call(arrays)[0])
          .isEqualTo(1);
    }
  }

  /** A library's interfaces come as class files. */
  @Test
  void laysOutFieldsOfInterfacesFromALibraryInTheirOrder(@TempDir Path library) throws Exception {
    Compile.library(
        library,
        source("Base", BASE),
        source(
            "Small",
            "@WasmStruct public interface Small extends Base { long j(); int i();",
            "@Length(3) byte b(int i); void j(long v); void i(int v); void b(int i, byte v); }"));
    Compilation compilation =
        Compile.compileAgainst(
            library,
            source(
                "Larger",
                "@WasmStruct interface Larger extends Small {",
                " char end(); void end(char v); }"));

    assertThat(problems(compilation)).isEmpty();
    assertThat(Compile.generated(compilation, "LargerStruct"))
        .contains(
            "SIZE = 32;",
            "S_OFFSET = 0;",
            "J_OFFSET = 8;",
            "I_OFFSET = 16;",
            "B_OFFSET = 20;",
            "END_OFFSET = 24;");
  }

  private static Object call(FlatMemory memory, int address, String body) throws Exception {
    Compilation compilation =
        compile(
            STRUCTS,
            source(
                "Driver",
                "import dev.radicchio.memory.FlatMemory;",
                "public class Driver",
                "    implements java.util.function.BiFunction<FlatMemory, Integer, Object> {",
                "  @Override public Object apply(FlatMemory memory, Integer address) {",
                body,
                "} }"));
    assertThat(problems(compilation)).isEmpty();
    @SuppressWarnings("unchecked")
    BiFunction<FlatMemory, Integer, Object> driver =
        (BiFunction<FlatMemory, Integer, Object>)
            new CompiledClasses(compilation)
                .loadClass("test.Driver")
                .getDeclaredConstructor()
                .newInstance();
    return driver.apply(memory, address);
  }

  private static WasmFile guest() throws IOException {
    try (InputStream in = StructLayoutTest.class.getResourceAsStream("/wasm/structs.wasm")) {
      return WasmFile.read("structs.wasm", in.readAllBytes());
    }
  }

  private static LinkedProgram instantiate(WasmFile guest) {
    return LinkedProgram.instantiate(Linker.create().add("structs", guest).link());
  }
}
