package dev.radicchio.example.quickstart;

/**
 * Runs both programs: {@link Geometry} lets a module in C read what another in C has changed and a
 * third, in Rust, has allocated, as Java sees it, too; {@link Ring} hands a number round between
 * three instances of one module.
 */
public final class Quickstart {
  private Quickstart() {}

  public static void main(String[] arguments) {
    try (Geometry geometry = LinkedGeometry.link()) {
      Point object = geometry.common().createObject(1337);
      System.out.println(object.value());
      geometry.b().twice(object);
      System.out.println(geometry.a().getValue(object));
    }
    try (Ring ring = LinkedRing.link()) {
      System.out.println(handRound(ring, 11, 15));
    }
  }

  /** Lets a number stop {@code stops} times on its way round and returns what has become of it. */
  static long handRound(Ring ring, long number, int stops) {
    ring.first().connect(ring.second().receiver());
    ring.second().connect(ring.third().receiver());
    ring.third().connect(ring.first().receiver());
    Point carried = ring.common().createObject(number);
    int intact = ring.first().receive(carried, stops - 1);
    if (intact != stops) {
      throw new IllegalStateException(
          "the stack was overwritten at " + (stops - intact) + " stops");
    }
    return carried.value();
  }
}
