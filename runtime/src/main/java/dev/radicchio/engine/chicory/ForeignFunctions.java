package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of other instances than the image's, by the references that guests have to them. */
final class ForeignFunctions {
  /** No image has as many functions. */
  static final int FIRST = 1 << 30;

  /**
   * A function.
   *
   * @param number its number in its instance
   */
  record Function(Instance instance, int number) {}

  private final Map<Integer, Function> functions = new HashMap<>();
  private int last = FIRST;

  /** Makes a reference to a function, which none had for a long time. */
  int add(Instance instance, int number) {
    do {
      last = last == Integer.MAX_VALUE ? FIRST : last + 1;
    } while (functions.containsKey(last));
    functions.put(last, new Function(instance, number));
    return last;
  }

  void remove(int reference) {
    functions.remove(reference);
  }

  /** The function that is meant; null if it is one of the image's, or was removed. */
  @Nullable Function find(int reference) {
    return reference < FIRST ? null : functions.get(reference);
  }
}
