package dev.radicchio.link.fuse;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.bind.SyntheticFunction;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Pointers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The functions that linking makes. */
final class SyntheticCodeTest {
  @Test
  void aWeakImportThatNothingDefinesTraps() {
    assertThat(SyntheticCode.of(new SyntheticFunction.Trap(3)).toByteArray())
        .isEqualTo(SyntheticCode.trap().toByteArray())
        .containsExactly(0, 0x00, 0x0B);
  }

  @Test
  void nothingIsABodyOfOneEnd() {
    assertThat(SyntheticCode.nothing().toByteArray()).containsExactly(0, 0x0B);
  }

  @Test
  void anAdapterWithoutAddressesAmongTheResultsSetsNothingAside() {
    FunctionType type =
        new FunctionType(List.of(ValType.F64, ValType.I32), List.of(ValType.I32, ValType.I64));
    Pointers pointers = Pointers.NONE.param(1, Pointers.Kind.ADDRESS);

    assertThat(
            SyntheticCode.of(new SyntheticFunction.Adapter(3, type, 5, 64, pointers)).toByteArray())
        .isEqualTo(
            bytes(0, 0x20, 0) // no locals, and the first parameter as it is
                .append(bytes(0x20, 1, 0x41, 0xC0, 0, 0x6A, 0x20, 1, 0x20, 1, 0x1B))
                .append(bytes(0x10, 5, 0x0B))
                .toByteArray());
  }

  @Test
  void growingNotesWhereTheNewPagesEndUnlessItFailed() {
    assertThat(
            SyntheticCode.of(new SyntheticFunction.Grow(1, 300, 0, Layout.MAX_PAGES)).toByteArray())
        .isEqualTo(
            bytes(1, 1, 0x7F) // (local i32)
                .append(bytes(0x20, 0, 0x40, 0, 0x22, 1)) // first page of those that are new
                .append(bytes(0x41, 0x7F, 0x47, 0x04, 0x40)) // if it is not -1
                .append(bytes(0x20, 1, 0x20, 0, 0x6A, 0x24, 0xAC, 0x02, 0x0B)) // global 300
                .append(bytes(0x20, 1, 0x0B))
                .toByteArray());
  }
}
