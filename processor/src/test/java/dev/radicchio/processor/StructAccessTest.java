package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.memory.HostHeap;
import dev.radicchio.memory.MemoryAccessException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views read and write the bytes that their structs are made of. */
class StructAccessTest {
  private static final int ADDRESS = 0x1001;
  private static final int END = 0x10000;

  private final FlatMemory memory = new FlatMemory(1, 16);
  private final HostHeap heap = new HostHeap(memory, 0x8000, END, List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b((byte) -2)                  | 0  | FE",
        "s((short) 0x1234)             | 2  | 34 12",
        "c((char) 0xFFFE)              | 4  | FE FF",
        "z(true)                       | 6  | 01",
        "i(0x12345678)                 | 8  | 78 56 34 12",
        "j(0x0102030405060708L)        | 16 | 08 07 06 05 04 03 02 01",
        "f(1f)                         | 24 | 00 00 80 3F",
        "d(1d)                         | 32 | 00 00 00 00 00 00 F0 3F",
        "e(E.C)                        | 40 | 02 00 00 00",
        "pair().y(3)                   | 48 | 03 00 00 00",
        "next(AllStruct.at(m, 0x2030)) | 52 | 30 20 00 00",
        "ss(2, (short) 5)              | 60 | 05 00",
        "zs(3, true)                   | 65 | 01",
        "es(1, E.B)                    | 72 | 01 00 00 00",
        "pairs(1).x(6)                 | 84 | 06 00 00 00",
        "nexts(1, AllStruct.at(m, 7))  | 96 | 07 00 00 00",
        "ds(1, 1d)                     | 112| 00 00 00 00 00 00 F0 3F",
        "overlay(0x01020304)           | 2  | 04 03 02 01",
      })
  void writesTheBytesOfAFieldAndNoOthers(String setting, int offset, String bytes)
      throws Exception {
    run("AllStruct.at(m, a)." + setting + "; return null;");

    String[] expected = new String[END];
    Arrays.fill(expected, "00");
    String[] written = bytes.trim().split(" ", -1);
    System.arraycopy(written, 0, expected, ADDRESS + offset, written.length);
    assertThat(contents()).isEqualTo(expected);
  }

  @Test
  void readsWhatIsThere() throws Exception {
    for (int i = 0; i < 120; i++) {
      memory.writeByte(ADDRESS + i, (byte) (0x80 + i));
    }
    for (int offset : new int[] {40, 68, 72}) {
      memory.writeInt(ADDRESS + offset, 1);
    }
    memory.writeInt(ADDRESS + 52, 0x3000);
    memory.writeInt(ADDRESS + 96, 0x4000);

    assertThat(
            run(
                """
                All all = AllStruct.at(m, a);
                return String.format(
                    "%x %x %x %b %x %x %x %x %s %x %s %x %b %s %x %s %x %x",
                    all.b(), all.s(), (int) all.c(), all.z(), all.i(), all.j(),
                    Float.floatToRawIntBits(all.f()), Double.doubleToRawLongBits(all.d()),
                    all.e(), all.pair().y(), all.next(), all.ss(2), all.zs(3), all.es(1),
                    all.pairs(1).x(), all.nexts(1), Double.doubleToRawLongBits(all.ds(1)),
                    all.overlay());
                """))
        .isEqualTo(
            "80 8382 8584 true 8b8a8988 9796959493929190 9b9a9998 a7a6a5a4a3a2a1a0 B b3b2b1b0"
                + " All@0x3000 bdbc true B d7d6d5d4 All@0x4000 f7f6f5f4f3f2f1f0 85848382");
  }

  @Test
  void readsAndWritesNullForAddress0() throws Exception {
    memory.writeInt(ADDRESS + 52, 0x3000);

    assertThat(
            run(
                "All all = AllStruct.at(m, a); all.next(null); return all.next() == null"
                    + " && all.nexts(0) == null;"))
        .isEqualTo(true);
    assertThat(memory.readInt(ADDRESS + 52)).isZero();
  }

  @Test
  void writesFalseAs0() throws Exception {
    memory.writeByte(ADDRESS + 6, (byte) 7);

    assertThat(run("All all = AllStruct.at(m, a); boolean z = all.z(); all.z(false); return z;"))
        .isEqualTo(true);
    assertThat(memory.readByte(ADDRESS + 6)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, -1, Integer.MIN_VALUE})
  void refusesAnOrdinalThatNoConstantHas(int ordinal) {
    memory.writeInt(ADDRESS + 40, ordinal);

    assertThatThrownBy(() -> run("return AllStruct.at(m, a).e();"))
        .isInstanceOf(GuestDataException.class)
        .hasMessage("All.e at 0x1029 is " + ordinal + ", and E has 3 constants");
  }

  @Test
  void reportsAnOrdinalTheSameInEveryLocale() {
    memory.writeInt(ADDRESS + 40, 3);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThatThrownBy(() -> run("return AllStruct.at(m, a).e();"))
          .hasMessage("All.e at 0x1029 is 3, and E has 3 constants");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all.ss(3)",
        "all.ss(-1)",
        "all.pairs(2)",
        "all.nexts(2)",
        "all.es(2)",
        "AllStruct.array(m, a, 2).get(2)",
        "AllStruct.array(m, a, 2).get(-1)",
      })
  void refusesAnIndexOutsideAnArray(String access) {
    assertThatThrownBy(() -> run("All all = AllStruct.at(m, a); return " + access + ";"))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesToWriteOutsideAnArray() {
    assertThatThrownBy(() -> run("AllStruct.at(m, a).ss(3, (short) 1); return null;"))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(contents()).containsOnly("00");
  }

  @Test
  void isInsideTheMemoryUpToItsLastByte() throws Exception {
    assertThat(run("return AllStruct.at(m, 65536 - AllStruct.SIZE).ds(1);")).isEqualTo(0.0);
    assertThat(run("return AllStruct.array(m, 65536 - 3 * AllStruct.SIZE, 3).get(2).ds(1);"))
        .isEqualTo(0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AllStruct.at(m, 65537 - AllStruct.SIZE)",
        "AllStruct.at(m, -1)",
        "AllStruct.at(m, Integer.MAX_VALUE)",
        "AllStruct.array(m, 65537 - 3 * AllStruct.SIZE, 3)",
        "AllStruct.array(m, a, Integer.MAX_VALUE)",
        "AllStruct.array(m, a, (int) ((1L << 32) / AllStruct.SIZE + 1))",
        "AllStruct.array(m, a, -1)",
      })
  void refusesAPlaceThatIsNotWhollyInsideTheMemory(String place) {
    assertThatThrownBy(() -> run("return " + place + ";"))
        .isInstanceOf(MemoryAccessException.class);
  }

  @Test
  void refusesAPointerThatPointsOutside() {
    memory.writeInt(ADDRESS + 52, 0xfff0);

    assertThatThrownBy(() -> run("return AllStruct.at(m, a).next();"))
        .isInstanceOf(MemoryAccessException.class);
  }

  @Test
  void refusesAStructOfAnotherMemory() {
    assertThatThrownBy(
            () ->
                run(
                    "AllStruct.at(m, a).next(AllStruct.at(new FlatMemory(1, 1), 16)); return"
                        + " null;"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("All@0x10 belongs to another program's memory");
  }

  @ParameterizedTest
  @CsvSource({
    "AllStruct.allocate(heap), 1",
    "AllStruct.allocate(arena), 1",
    "'AllStruct.allocateArray(heap, 3)', 3",
    "'AllStruct.allocateArray(arena, 3)', 3",
    "'AllStruct.allocateArray(arena, 0)', 0",
  })
  void allocatesZeros(String allocation, int structs) throws Exception {
    memory.fill(0x8000, 0x8000, (byte) 7);

    int address =
        (int)
            run(
                "var heap = (Heap) h; var arena = heap.arena(); return "
                    + allocation
                    + ".address();");

    assertThat(address % 8).isZero();
    assertThat(memory.slice(address, 120 * structs).toByteArray())
        .isEqualTo(new byte[120 * structs]);
    assertThat(heap.statistics().liveBytes()).isGreaterThanOrEqualTo(120L * structs);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MAX_VALUE, (int) ((1L << 32) / 120 + 1)})
  void refusesToAllocateAnArrayOfALengthThatNoneHas(int length) {
    assertThatThrownBy(() -> run("return AllStruct.allocateArray((Heap) h, " + length + ");"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of " + length + " structs of 120 bytes");
  }

  @Test
  void hasTheStructsOfAnArrayOneAfterTheOther() throws Exception {
    assertThat(
            run(
                "var all = AllStruct.array(m, a, 4);"
                    + " return all.length() + \" \" + all.get(0) + \" \" + all.get(3);"))
        .isEqualTo("4 All@0x1001 All@0x1169");
  }

  @Test
  void isEqualToAViewOfTheSameStructAndNoOther() throws Exception {
    assertThat(
            run(
                """
                AllStruct all = AllStruct.at(m, a);
                AllStruct same = AllStruct.at(m, a);
                return all.equals(same) && all.hashCode() == same.hashCode()
                    && all.memory() == m && all.address() == a
                    && !all.equals(AllStruct.at(m, a + 1))
                    && !all.equals(AllStruct.at(new FlatMemory(1, 1), a))
                    && !all.equals(PairStruct.at(m, a));
                """))
        .isEqualTo(true);
  }

  private String[] contents() {
    String[] contents = new String[END];
    for (int i = 0; i < END; i++) {
      contents[i] = String.format("%02X", memory.readByte(i));
    }
    return contents;
  }

  private Object run(String body) throws Exception {
    Compilation compilation =
        compile(
            source(
                "Driver",
                """
                import dev.radicchio.memory.*;
                import java.util.function.BiFunction;

                enum E { A, B, C }

                @WasmStruct
                interface Pair { int x(); void x(int v); int y(); void y(int v); }

                @WasmStruct
                interface All {
                  byte b(); void b(byte v);
                  short s(); void s(short v);
                  char c(); void c(char v);
                  boolean z(); void z(boolean v);
                  int i(); void i(int v);
                  long j(); void j(long v);
                  float f(); void f(float v);
                  double d(); void d(double v);
                  E e(); void e(E v);
                  Pair pair();
                  @Pointer All next(); void next(All v);
                  @Length(3) short ss(int i); void ss(int i, short v);
                  @Length(4) boolean zs(int i); void zs(int i, boolean v);
                  @Length(2) E es(int i); void es(int i, E v);
                  @Length(2) Pair pairs(int i);
                  @Length(2) @Pointer All nexts(int i); void nexts(int i, All v);
                  @Length(2) double ds(int i); void ds(int i, double v);
                  @Offset(2) int overlay(); void overlay(int v);
                }

                public class Driver implements BiFunction<FlatMemory, Object, Object> {
                  @Override public Object apply(FlatMemory m, Object h) {
                    int a = 0x1001;
                """,
                body,
                "} }"));
    assertThat(problems(compilation)).isEmpty();
    @SuppressWarnings("unchecked")
    BiFunction<FlatMemory, Object, Object> driver =
        (BiFunction<FlatMemory, Object, Object>)
            new CompiledClasses(compilation)
                .loadClass("test.Driver")
                .getDeclaredConstructor()
                .newInstance();
    return driver.apply(memory, heap);
  }
}
