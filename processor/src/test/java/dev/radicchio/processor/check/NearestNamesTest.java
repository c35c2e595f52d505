package dev.radicchio.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  @Test
  void sortsByDistanceThenByName() {
    assertThat(NearestNames.to("value", List.of("volumes", "vale", "valve", "other")))
        .containsExactly("vale", "valve");
  }

  @Test
  void givesAtMostThree() {
    assertThat(NearestNames.to("name", List.of("namea", "nameb", "namec", "named")))
        .containsExactly("namea", "nameb", "namec");
  }

  @Test
  void takesCaseAndUnderscoresForNothing() {
    assertThat(NearestNames.to("createObject", List.of("Create_Objects", "CREATE_OBJECT")))
        .containsExactly("CREATE_OBJECT", "Create_Objects");
  }

  @Test
  void givesNothingWhenNothingIsNear() {
    assertThat(NearestNames.to("get", List.of("put", "compress", ""))).isEmpty();
  }
}
