package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.Pointers.Kind;
import dev.radicchio.memory.AddressSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TranslatedFunctionTest {
  private static final long BASE = 0x30000;
  private static final FunctionType TYPE =
      new FunctionType(
          List.of(ValType.I32, ValType.I32, ValType.I64, ValType.I64),
          List.of(ValType.I64, ValType.I32, ValType.I32));

  private long[] taken = {};

  private GuestFunction of(Pointers pointers) {
    return new TranslatedFunction(
        TYPE,
        given -> {
          taken = given;
          return new long[] {8L << 32 | 4, 8, 4};
        },
        pointers,
        AddressSpace.of("b", (int) BASE, false));
  }

  @Test
  void translatesWhatIsSaidToBeAnAddressAndNothingElse() {
    long[] arguments = {BASE + 16, BASE + 16, (BASE + 16) << 32 | 5, 5L << 32 | (BASE + 16)};
    long[] before = arguments.clone();

    assertThat(of(Pointers.NONE).call(arguments)).containsExactly(8L << 32 | 4, 8, 4);
    assertThat(taken).isEqualTo(before);
    assertThat(
            of(Pointers.NONE
                    .param(0, Kind.ADDRESS)
                    .param(2, Kind.HIGH_HALF)
                    .param(3, Kind.LOW_HALF)
                    .result(0, Kind.HIGH_HALF))
                .call(arguments))
        .containsExactly((BASE + 8) << 32 | 4, 8, 4);
    assertThat(taken).containsExactly(16, BASE + 16, 16L << 32 | 5, 5L << 32 | 16);
    assertThat(of(Pointers.NONE.result(1, Kind.RANGE)).call(arguments))
        .containsExactly(8L << 32 | 4, BASE + 8, 4);
    assertThat(arguments).isEqualTo(before);
  }

  @Test
  void bytesMayBeginAtAddressZeroOfTheGuest() {
    GuestFunction function = of(Pointers.NONE.param(0, Kind.RANGE).param(2, Kind.HIGH_HALF));

    function.call(BASE, 4, BASE << 32 | 1, 0);
    assertThat(taken).containsExactly(0, 4, 1, 0);
    function.call(0, 0, 0, 0);
    assertThat(taken).containsExactly(0, 0, 0, 0);
  }

  /** The function itself says how many it takes. */
  @Test
  void passesOnTooFewArguments() {
    of(Pointers.NONE.param(0, Kind.ADDRESS)).call(BASE + 16);
    assertThat(taken).containsExactly(BASE + 16);
  }
}
