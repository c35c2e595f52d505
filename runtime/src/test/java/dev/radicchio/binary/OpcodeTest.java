package dev.radicchio.binary;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.types.OpCode;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OpcodeTest {
  private static final Set<String> NO_OPCODES = Set.of("EMPTY_BLOCK_TYPE", "INDICES");

  private static Map<String, Integer> opcodes() throws IllegalAccessException {
    TreeMap<String, Integer> opcodes = new TreeMap<>();
    for (Field field : Opcode.class.getFields()) {
      if (!NO_OPCODES.contains(field.getName())) {
        opcodes.put(field.getName(), field.getInt(null));
      }
    }
    return opcodes;
  }

  @Test
  void numbersInstructionsAsTheEngineDoes() throws IllegalAccessException {
    Set<Integer> known = new HashSet<>();
    Arrays.stream(OpCode.values()).forEach(op -> known.add(op.opcode()));
    Set<Integer> named = new HashSet<>();
    opcodes().values().stream().filter(op -> !Opcode.isLegacyException(op)).forEach(named::add);
    assertThat(named).isEqualTo(known);
  }

  @Test
  void namesInstructionsAsTheEngineDoes() throws IllegalAccessException {
    Map<String, Integer> opcodes = opcodes();
    List<String> unlike =
        Arrays.stream(OpCode.values())
            .filter(op -> !Integer.valueOf(op.opcode()).equals(opcodes.get(upper(op))))
            .map(OpCode::name)
            .toList();
    assertThat(unlike).isEmpty();
  }

  /** Of some instructions the engine has names that the specification does not have. */
  private static String upper(OpCode op) {
    return switch (op) {
      case CAST_TEST -> "REF_CAST";
      case CAST_TEST_NULL -> "REF_CAST_NULL";
      default ->
          op.name()
              .replace("MEM_ATOMIC", "MEMORY_ATOMIC")
              .replaceFirst("EXTEND_(\\d+)_S", "EXTEND$1_S")
              .toUpperCase(Locale.ROOT);
    };
  }

  @Test
  void hasEachOpcodeOnce() throws IllegalAccessException {
    assertThat(opcodes().values()).doesNotHaveDuplicates();
  }

  @Test
  void groupsCallsByHowTheyNameTheirTargetAndWhetherTheyReturn() {
    assertThat(Opcode.isCall(Opcode.CALL)).isTrue();
    assertThat(Opcode.isIndirectCall(Opcode.RETURN_CALL)).isFalse();
    assertThat(Opcode.isIndirectCall(Opcode.CALL_REF)).isTrue();
    assertThat(Opcode.isReturnCall(Opcode.RETURN_CALL_INDIRECT)).isTrue();
    assertThat(Opcode.isReturnCall(Opcode.CALL_INDIRECT)).isFalse();
  }

  @Test
  void groupsAccesses() {
    assertThat(Opcode.isLoad(Opcode.I32_LOAD)).isTrue();
    assertThat(Opcode.isLoad(Opcode.I64_LOAD32_U)).isTrue();
    assertThat(Opcode.isLoad(Opcode.I32_STORE)).isFalse();
    assertThat(Opcode.isStore(Opcode.I64_STORE32)).isTrue();
    assertThat(Opcode.isStore(Opcode.MEMORY_SIZE)).isFalse();
    assertThat(Opcode.isVector(Opcode.V128_LOAD)).isTrue();
    assertThat(Opcode.isAtomic(Opcode.I32_ATOMIC_LOAD)).isTrue();
  }
}
