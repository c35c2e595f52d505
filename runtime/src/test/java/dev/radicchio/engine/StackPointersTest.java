package dev.radicchio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are left by an exception, of programs with one stack pointer and with several. */
final class StackPointersTest {
  private static final Faults FAULTS =
      new Faults() {
        @Override
        public RuntimeException thrown(String function, Throwable thrown) {
          return new IllegalStateException(function, thrown);
        }

        @Override
        public RuntimeException closed() {
          throw new AssertionError("nothing is closed");
        }
      };

  private static final class Numbers extends StackPointers {
    final long[] values;

    Numbers(int count, CallDepth depth) {
      super(count, depth, FAULTS);
      values = new long[count];
    }

    @Override
    protected long value(int pointer) {
      return values[pointer];
    }

    @Override
    protected void set(int pointer, long value) {
      values[pointer] = value;
    }

    void fill(long first) {
      for (int i = 0; i < values.length; i++) {
        values[i] = first + i;
      }
    }
  }

  private static Numbers filled(int count, long first) {
    Numbers numbers = new Numbers(count, new CallDepth(false));
    numbers.fill(first);
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void eachCallPutsBackWhatItFound(int count) {
    CallDepth depth = new CallDepth(count > 1);
    Numbers pointers = new Numbers(count, depth);
    long[] before = new long[40];
    for (int call = 0; call < before.length; call++) {
      pointers.fill(100L * call);
      before[call] = pointers.remember();
      depth.enter();
    }
    for (int call = before.length - 1; call >= 0; call--) {
      depth.leave();
      pointers.fill(-1);

      assertThat(pointers.left("a!f", before[call], new Error())).hasMessage("a!f");
      assertThat(pointers.values).isEqualTo(filled(count, 100L * call).values);
    }
  }
}
