package dev.radicchio.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.memory.StructView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeometryTest {
  private final Geometry geometry = LinkedGeometry.link();

  @AfterEach
  void close() {
    geometry.close();
  }

  @Test
  void readsInOneModuleWhatAnotherAllocated() {
    Point object = geometry.common().createObject(1337);

    assertThat(geometry.a().getValue(object)).isEqualTo(1337);
  }

  @Test
  void readsInOneModuleWhatAnotherChanged() {
    Point object = geometry.common().createObject(1337);

    geometry.b().twice(object);

    assertThat(geometry.a().getValue(object)).isEqualTo(2674);
  }

  @Test
  void showsJavaWhatTheModulesSee() {
    Point object = geometry.common().createObject(1337);
    assertThat(object.value()).isEqualTo(1337);

    object.value(-4);
    geometry.b().twice(object);

    assertThat(object.value()).isEqualTo(-8);
    assertThat(geometry.a().getValue(object)).isEqualTo(-8);
  }

  @Test
  void keepsObjectsApart() {
    Point first = geometry.common().createObject(Long.MIN_VALUE);
    Point second = geometry.common().createObject(-1);

    geometry.b().twice(second);

    assertThat(geometry.a().getValue(first)).isEqualTo(Long.MIN_VALUE);
    assertThat(geometry.a().getValue(second)).isEqualTo(-2);
  }

  @Test
  void allocatesInTheHeap() {
    assertThat(address(geometry.common().createObject(0)))
        .isGreaterThanOrEqualTo(GeometryLayout.HEAP_BASE)
        .isGreaterThanOrEqualTo(GeometryLayout.Common.DATA_END);
  }

  @Test
  void givesEachLinkedProgramItsOwnMemory() {
    Point object = geometry.common().createObject(1);

    try (Geometry other = LinkedGeometry.link()) {
      assertThat(address(other.common().createObject(2))).isEqualTo(address(object));
      assertThat(geometry.a().getValue(object)).isEqualTo(1);
    }
  }

  @Test
  void refusesAnObjectOfAnotherProgram() {
    try (Geometry other = LinkedGeometry.link()) {
      Point foreign = other.common().createObject(2);

      assertThatThrownBy(() -> geometry.a().getValue(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("belongs to another program's memory");
    }
  }

  private static int address(Point point) {
    return ((StructView) point).address();
  }
}
