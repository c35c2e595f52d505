package dev.radicchio.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

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
    int object = geometry.common().createObject(1337);

    assertThat(geometry.a().getValue(object)).isEqualTo(1337);
  }

  @Test
  void readsInOneModuleWhatAnotherChanged() {
    int object = geometry.common().createObject(1337);

    geometry.b().twice(object);

    assertThat(geometry.a().getValue(object)).isEqualTo(2674);
  }

  @Test
  void keepsObjectsApart() {
    int first = geometry.common().createObject(Long.MIN_VALUE);
    int second = geometry.common().createObject(-1);

    geometry.b().twice(second);

    assertThat(geometry.a().getValue(first)).isEqualTo(Long.MIN_VALUE);
    assertThat(geometry.a().getValue(second)).isEqualTo(-2);
  }

  @Test
  void allocatesInTheHeap() {
    assertThat(geometry.common().createObject(0))
        .isGreaterThanOrEqualTo(GeometryLayout.HEAP_BASE)
        .isGreaterThanOrEqualTo(GeometryLayout.Common.DATA_END);
  }

  @Test
  void givesEachLinkedProgramItsOwnMemory() {
    int object = geometry.common().createObject(1);

    try (Geometry other = LinkedGeometry.link()) {
      assertThat(other.common().createObject(2)).isEqualTo(object);
      assertThat(geometry.a().getValue(object)).isEqualTo(1);
    }
  }
}
