package dev.radicchio.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.memory.StructView;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RingTest {
  private final Ring ring = LinkedRing.link();
  private final List<Station> stations = List.of(ring.first(), ring.second(), ring.third());

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void addsAtEachStop() {
    assertThat(Quickstart.handRound(ring, 11, 15)).isEqualTo(356);
  }

  @Test
  void countsInEachInstanceAlone() {
    Quickstart.handRound(ring, 11, 15);

    assertThat(stations).extracting(Station::calls).containsExactly(5, 5, 5);
  }

  @Test
  void countsInOneInstanceOnlyWhatThatInstanceReceived() {
    Point number = ring.common().createObject(0);

    ring.second().receive(number, 0);

    assertThat(stations).extracting(Station::calls).containsExactly(0, 1, 0);
  }

  @Test
  void putsStaticsOfEachInstanceIntoItsOwnData() {
    assertThat(ring.first().callsAddress())
        .isBetween(RingLayout.First.DATA_START, RingLayout.First.DATA_END - Integer.BYTES);
    assertThat(ring.second().callsAddress())
        .isBetween(RingLayout.Second.DATA_START, RingLayout.Second.DATA_END - Integer.BYTES);
    assertThat(ring.third().callsAddress())
        .isBetween(RingLayout.Third.DATA_START, RingLayout.Third.DATA_END - Integer.BYTES);
    assertThat(stations).extracting(Station::callsAddress).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheCounterWhereTheModuleSaysItIs() {
    Quickstart.handRound(ring, 11, 15);

    assertThat(stations)
        .allSatisfy(
            station -> assertThat(ring.memory().readInt(station.callsAddress())).isEqualTo(5));
  }

  @Test
  void givesEachInstanceItsOwnFunctionPointers() {
    assertThat(stations).extracting(Station::receiver).doesNotHaveDuplicates().doesNotContain(0);
  }

  @Test
  void relocatesTheFunctionPointerInStaticData() {
    Point number = ring.common().createObject(0);

    // Until it is connected, the static pointer to the next station is to the station itself.
    ring.third().receive(number, 4);

    assertThat(stations).extracting(Station::calls).containsExactly(0, 0, 5);
  }

  @Test
  void keepsFramesOfAllInstancesOnOneStack() {
    Quickstart.handRound(ring, 11, 15);

    assertThat(stations)
        .extracting(Station::frameAddress)
        .doesNotHaveDuplicates()
        .allSatisfy(
            frame -> assertThat(frame).isBetween(RingLayout.STACK_LOW, RingLayout.STACK_HIGH));
  }

  @Test
  void findsEachFrameIntactOnTheWayBack() {
    Point number = ring.common().createObject(0);
    ring.first().connect(ring.third().receiver());
    ring.third().connect(ring.first().receiver());

    assertThat(ring.first().receive(number, 99)).isEqualTo(100);
  }

  @Test
  void allocatesInTheHeap() {
    assertThat(StructView.addressOf(ring.common().createObject(0), ring.memory()))
        .isGreaterThanOrEqualTo(RingLayout.HEAP_BASE);
  }

  @Test
  void freesInJavaWhatRustAllocated() {
    Point number = ring.common().createObject(0);
    assertThat(ring.heap().statistics().instances().get("common").blocks()).isEqualTo(1);

    ring.heap().free(StructView.addressOf(number, ring.memory()));

    assertThat(ring.heap().statistics().liveBlocks()).isZero();
  }
}
