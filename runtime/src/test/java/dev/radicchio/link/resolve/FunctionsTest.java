package dev.radicchio.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FunctionsTest {
  private static final Instance ONE = new Stages().add("one", "(module)").instance("one");

  private static Functions functions(List<int[]> indices) {
    return new Functions(
        indices,
        indices,
        List.of(),
        List.of(),
        7,
        List.of(0),
        List.of(),
        Map.of(new Functions.Entry(ONE, "f"), 4),
        Map.of(3, 2),
        false);
  }

  @Test
  void aFunctionIsFoundByTheNumberOfItsInstance() {
    Functions functions = functions(List.of(new int[] {5, 6}));

    assertThat(functions.of(ONE, 1)).isEqualTo(6);
    assertThat(functions.count(ONE)).isEqualTo(2);
  }

  @Test
  void mostFunctionsAreWhatAPointerToThemPointsTo() {
    Functions functions = functions(List.of());

    assertThat(functions.pointee(3)).isEqualTo(2);
    assertThat(functions.pointee(2)).isEqualTo(2);
  }

  @Test
  void anEntryIsOfOneInstance() {
    Functions functions = functions(List.of());
    Instance other = new Stages().add("none", "(module)").add("two", "(module)").instance("two");

    assertThat(functions.entry(ONE, "f")).hasValue(4);
    assertThat(functions.entry(ONE, "g")).isEmpty();
    assertThat(functions.entry(other, "f")).isEmpty();
  }

  @Test
  void laterFunctionsAreNotTaken() {
    List<int[]> indices = new ArrayList<>(List.of(new int[] {5}));
    Functions functions = functions(indices);

    indices.clear();

    assertThat(functions.of(ONE, 0)).isEqualTo(5);
  }
}
