package dev.radicchio.binary.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.types.OpCode;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignatureTest {
  /** Instructions whose operands depend on more than the opcode; {@link OperandTypes} has them. */
  private static final String OTHERS =
      """
      ANY_CONVERT_EXTERN ARRAY_COPY ARRAY_FILL ARRAY_GET ARRAY_GET_S ARRAY_GET_U ARRAY_INIT_DATA
      ARRAY_INIT_ELEM ARRAY_LEN ARRAY_NEW ARRAY_NEW_DATA ARRAY_NEW_DEFAULT ARRAY_NEW_ELEM
      ARRAY_NEW_FIXED ARRAY_SET BLOCK BR BR_IF BR_ON_CAST BR_ON_CAST_FAIL BR_ON_NON_NULL BR_ON_NULL
      BR_TABLE CALL CALL_INDIRECT CALL_REF CAST_TEST CAST_TEST_NULL DROP ELEM_DROP ELSE END
      EXTERN_CONVERT_ANY GLOBAL_GET GLOBAL_SET I31_GET_S I31_GET_U IF LOCAL_GET LOCAL_SET LOCAL_TEE
      LOOP REF_AS_NON_NULL REF_EQ REF_FUNC REF_I31 REF_IS_NULL REF_NULL REF_TEST REF_TEST_NULL
      RETURN RETURN_CALL RETURN_CALL_INDIRECT RETURN_CALL_REF SELECT SELECT_T STRUCT_GET
      STRUCT_GET_S STRUCT_GET_U STRUCT_NEW STRUCT_NEW_DEFAULT STRUCT_SET TABLE_COPY TABLE_FILL
      TABLE_GET TABLE_GROW TABLE_INIT TABLE_SET TABLE_SIZE THROW THROW_REF TRY_TABLE UNREACHABLE
      """;

  @Test
  void tellsWhatEveryOtherInstructionTakes() {
    List<String> unknown =
        Arrays.stream(OpCode.values())
            .filter(op -> Signature.of(op.opcode()) == null)
            .map(OpCode::name)
            .sorted()
            .toList();

    assertThat(unknown).containsExactly(OTHERS.strip().split("\\s+"));
  }

  @Test
  void listsWhatIsOnTopLast() {
    assertThat(Signature.of(Opcode.I64_STORE))
        .isEqualTo(new Signature(List.of(ValType.I32, ValType.I64), List.of()));
    assertThat(Signature.of(Opcode.F64_PROMOTE_F32))
        .isEqualTo(new Signature(List.of(ValType.F32), List.of(ValType.F64)));
  }
}
