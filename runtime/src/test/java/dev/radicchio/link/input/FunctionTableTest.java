package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of several tables, the one that function pointers index. */
final class FunctionTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | (memory 1)",
        "-1 | (table 1 externref)",
        "0 | (table 1 funcref)",
        "1 | (table 1 externref) (table 1 funcref)",
        "0 | (table 1 funcref) (table 1 funcref)",
        "1 | (table 1 funcref) (table 1 funcref) (func (call_indirect 1 (i32.const 0)))",
        "1 | (table 1 funcref) (table (export \"__indirect_function_table\") 1 funcref)"
            + " (func (call_indirect 0 (i32.const 0)))",
        "1 | (import \"env\" \"other\" (table 1 funcref))"
            + " (import \"env\" \"__indirect_function_table\" (table 1 funcref))",
      })
  void isFoundByNameThenByCallsThenByOrder(int table, String fields) {
    Stages stages = new Stages().add("a", "(module " + fields + ")");
    assertThat(FunctionTable.of(stages.instance("a"))).isEqualTo(table);
  }
}
