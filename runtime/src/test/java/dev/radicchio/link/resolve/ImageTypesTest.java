package dev.radicchio.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.Stages;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The types of the image. */
final class ImageTypesTest {
  private static final FunctionType NOTHING = new FunctionType(List.of(), List.of());
  private static final FunctionType TAKES_I64 = new FunctionType(List.of(ValType.I64), List.of());

  private final Stages stages =
      new Stages()
          .add("one", "(module (type (func)) (type (func (param i32))) (func (type 1)))")
          .add("two", "(module (type (func (param i32))) (type (func (result i32))))");
  private final ImageTypes types = ImageTypes.of(stages.instances());

  private static byte[] written(ImageTypes types) {
    WasmWriter out = new WasmWriter();
    types.write(out);
    return out.toByteArray();
  }

  @Test
  void equalTypesOfTwoModulesAreOne() {
    assertThat(types.of(stages.instance("two"), 0)).isEqualTo(types.of(stages.instance("one"), 1));
    assertThat(types.of(stages.instance("two"), 1)).isEqualTo(2);
    assertThat(types.of(stages.instance("two")).applyAsInt(1)).isEqualTo(2);
  }

  @Test
  void aFunctionHasTheTypeOfItsModule() {
    assertThat(types.ofFunction(stages.instance("one"), 0)).isEqualTo(1);
  }

  @Test
  void aTypeThatIsThereIsNotAddedAgain() {
    byte[] before = written(types);

    assertThat(types.add(NOTHING)).isZero();
    assertThat(written(types)).isEqualTo(before);
  }

  @Test
  void anotherIsAdded() {
    assertThat(types.add(TAKES_I64)).isEqualTo(3);
    assertThat(types.add(TAKES_I64)).isEqualTo(3);
  }

  @Test
  void aCopyDoesNotChangeWhatItIsOf() {
    byte[] before = written(types);
    ImageTypes copy = types.copy();

    copy.add(TAKES_I64);

    assertThat(written(types)).isEqualTo(before);
    assertThat(written(copy)).isNotEqualTo(before);
    assertThat(copy.of(stages.instance("two"), 1)).isEqualTo(2);
  }

  @Test
  void theTypesAreWrittenWithHowManyThereAre() {
    assertThat(written(types)).containsExactly(3, 0x60, 0, 0, 0x60, 1, 0x7F, 0, 0x60, 0, 1, 0x7F);
  }

  @Test
  void aBlockHasItsTypeUnlessTheIndexLooksLikeAValueType() {
    assertThat(types.blockType(stages.instance("one"), 1, TAKES_I64)).isEqualTo(1);
  }
}
