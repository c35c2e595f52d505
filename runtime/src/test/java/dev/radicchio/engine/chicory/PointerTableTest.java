package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.limits.NumberReferences;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.ImageNaming;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PointerTableTest {
  private static final FunctionType COMPARATOR =
      new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));

  private final LinkedProgram program =
      LinkedProgram.instantiate(Linker.create().add("a", Fixture.wasm("callbacks")).link());
  private final FunctionTable table =
      Objects.requireNonNull(program.instance().table(ImageNaming.TABLE_EXPORT));

  @AfterEach
  void close() {
    program.close();
  }

  @Test
  void slotsHaveTheFunctionsThatAreLentInThem() {
    FunctionTable.Lender lender = Objects.requireNonNull(table.lender(COMPARATOR));
    int slot = table.grow(2);
    assertThat(table.get(slot)).isNull();

    FunctionTable.Lent lent = lender.lend(slot, arguments -> new long[] {arguments[0] - 1});
    FunctionTable.Reference reference = Objects.requireNonNull(table.get(slot));
    assertThat(reference.isLent()).isTrue();
    assertThat(reference.type()).isEqualTo(COMPARATOR);
    assertThat(reference.function().call(40, 2)).containsExactly(39);
    assertThat(reference).isEqualTo(table.get(slot));

    lent.forget();
    assertThat(table.get(slot)).isNull();
  }

  @Test
  void guestsFunctionsAreNotLent() {
    FunctionTable.Reference reference = Objects.requireNonNull(table.get(1));
    assertThat(reference.isLent()).isFalse();
    assertThat(reference.hasType(reference.type())).isTrue();
  }

  @Test
  void guestsFunctionsAreFoundAndPutIntoOtherSlots() {
    FunctionTable.Reference first = Objects.requireNonNull(table.get(1));
    FunctionTable.Reference second = Objects.requireNonNull(table.get(2));
    assertThat(table.find(first)).isEqualTo(1);
    assertThat(table.find(second)).isEqualTo(2);

    int slot = table.grow(1);
    table.put(slot, first);
    table.put(1, second);
    assertThat(table.get(slot)).isEqualTo(first);
    assertThat(table.find(first)).isEqualTo(slot);
    assertThat(table.find(second)).isEqualTo(1);
    table.put(slot, second);
    assertThat(table.find(first)).isEqualTo(-1);
  }

  @Test
  void functionsOfJavaAreNotPutIntoOtherSlots() {
    int slot = table.grow(2);
    Objects.requireNonNull(table.lender(COMPARATOR)).lend(slot, arguments -> new long[1]);
    FunctionTable.Reference lent = Objects.requireNonNull(table.get(slot));
    assertThatThrownBy(() -> table.put(slot + 1, lent))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobodyCallsFunctionsOfOtherTypes() {
    assertThat(table.lender(new FunctionType(List.of(ValType.F32), List.of()))).isNull();
  }

  @Test
  void programsWithoutFunctionPointersHaveNoTable() {
    try (LinkedProgram other = LinkedProgram.instantiate(NumberReferences.MADE.image())) {
      ImageInstance instance = other.instance();
      assertThat(instance.table(ImageNaming.TABLE_EXPORT)).isNull();
      assertThat(instance.function("nothing")).isNull();
    }
  }
}
