package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.ModuleBytes;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An import, function 0, and three functions, of which the first calls nothing. */
final class CallGraphTest {
  private static final int CALL = 0x10;

  private final CallGraph calls = CodeScan.of(WasmBinary.read(bytes())).calls();

  private static byte[] bytes() {
    return new ModuleBytes()
        .types()
        .imports(ModuleBytes.function("env", "imported", 0))
        .functions(3)
        .code(
            new WasmWriter(),
            ModuleBytes.bytes(CALL, 0, CALL, 1, CALL, 0),
            ModuleBytes.bytes(CALL, 2))
        .toByteArray();
  }

  @Test
  void listsWhatEachFunctionCallsInOrder() {
    assertThat(calls.callees(0)).isEmpty();
    assertThat(calls.callees(1)).isEmpty();
    assertThat(calls.callees(2)).containsExactly(0, 1, 0);
    assertThat(calls.callees(3)).containsExactly(2);
  }

  @Test
  void findsWhoCallsOneOfSome() {
    assertThat(calls.callers(callee -> callee == 0).stream()).containsExactly(2);
    assertThat(calls.callers(callee -> callee == 2).stream()).containsExactly(3);
    assertThat(calls.callers(callee -> callee == 3).stream()).isEmpty();
  }

  @Test
  void findsWhatIsCalled() {
    assertThat(calls.called().stream()).containsExactly(0, 1, 2);
  }

  @Test
  void growsWithTheCode() {
    WasmWriter many = new WasmWriter();
    IntStream.range(0, 1000).forEach(call -> many.u8(CALL).u32(0));
    byte[] module = new ModuleBytes().types().functions(1).code(many).toByteArray();

    assertThat(CodeScan.of(WasmBinary.read(module)).calls().callees(0)).hasSize(1000);
  }
}
