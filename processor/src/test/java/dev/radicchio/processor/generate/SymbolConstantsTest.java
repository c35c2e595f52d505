package dev.radicchio.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.link.plan.DataSymbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolConstantsTest {

  @ParameterizedTest
  @CsvSource({
    "counter, COUNTER",
    "counterValue, COUNTER_VALUE",
    "counter_value, COUNTER_VALUE",
    "COUNTER_VALUE, COUNTER_VALUE",
    "Counter, COUNTER",
    "row2Sum, ROW2_SUM",
    "counter.value$1, COUNTER_VALUE_1",
    "2fast, _2FAST",
    "_private, _PRIVATE",
    "_, __",
    "-, __",
    "class, CLASS",
    "größe, GR__E",
    "'a b', A_B",
    "'*/', __",
    "anonymous, ANONYMOUS",
    "anon.value, ANON_VALUE",
    "llvm.1, LLVM_1"
  })
  void namesAConstantInUpperCase(String symbol, String constant) {
    assertThat(SourceVersion.isName(constant)).isTrue();
    assertThat(constants(symbol)).containsExactly(constant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "__heap_base",
        "_ZN4core3fmt5EMPTYE",
        "_ZTV5Shape",
        "_RNvC5crate7COUNTER",
        "_Reserved",
        "_A\nB",
        "anon.8ceeee65706b6557311fa20552944e34.5",
        "anon.8ceeee65706b6557311fa20552944e34.5.llvm.18034196627311494167",
        "COUNTER.llvm.18034196627311494167"
      })
  void leavesOutWhatNobodyNamed(String symbol) {
    assertThat(constants(symbol)).isEmpty();
  }

  @Test
  void leavesOutNamesThatAreTooLongForAClass() {
    assertThat(constants("a".repeat(70_000))).isEmpty();
  }

  @Test
  void numbersWhatClashes() {
    assertThat(
            SymbolConstants.of(
                symbols("data_start", "a_b", "aB", "a.b", "a_b_2"), Set.of("DATA_START")))
        .extractingFromEntries(Map.Entry::getKey)
        .containsExactly("DATA_START_2", "A_B", "A_B_2", "A_B_3", "A_B_2_2");
  }

  @Test
  void numbersManyThatClashInReasonableTime() {
    List<String> names = new ArrayList<>();
    IntStream.range(0x4e00, 0x4e00 + 9_999).forEach(i -> names.add(Character.toString(i) + "x"));

    assertThat(constants(names.toArray(String[]::new))).hasSize(9_999).contains("_X", "_X_9999");
  }

  private static Collection<String> constants(String... names) {
    return SymbolConstants.of(symbols(names), Set.of()).keySet();
  }

  private static List<DataSymbol> symbols(String... names) {
    return Arrays.stream(names).map(name -> new DataSymbol(name, 1024, 4)).toList();
  }
}
