package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.memory.AddressSpace;
import java.util.Map;

/**
 * A guest's function that takes and gives addresses of the program, where the guest has others.
 *
 * @param type its type, which tells how many arguments are translated
 * @param function takes and gives those of the guest
 */
record TranslatedFunction(
    FunctionType type, GuestFunction function, Pointers pointers, AddressSpace addresses)
    implements GuestFunction {

  @Override
  public long[] call(long... arguments) {
    return translated(
        function.call(
            arguments.length == type.params().size()
                ? translated(
                    arguments, pointers.params(), addresses::toInstance, addresses::toInstance)
                : arguments), // it says how many it takes
        pointers.results(),
        addresses::toProgram,
        addresses::toProgram);
  }

  /** Translates an address. */
  private interface OfAddress {
    int translate(int address);
  }

  /** Translates the address of some bytes. */
  private interface OfBytes {
    int translate(int address, int length);
  }

  private static long[] translated(
      long[] values, Map<Integer, Pointers.Kind> kinds, OfAddress address, OfBytes bytes) {
    if (kinds.isEmpty()) {
      return values;
    }
    long[] translated = values.clone();
    kinds.forEach(
        (i, kind) -> {
          int low = (int) values[i];
          int high = (int) (values[i] >>> Integer.SIZE);
          translated[i] =
              switch (kind) {
                case ADDRESS -> Integer.toUnsignedLong(address.translate(low));
                case RANGE -> Integer.toUnsignedLong(bytes.translate(low, (int) values[i + 1]));
                case HIGH_HALF -> halves(bytes.translate(high, low), low);
                case LOW_HALF -> halves(high, bytes.translate(low, high));
              };
        });
    return translated;
  }

  private static long halves(int high, int low) {
    return (long) high << Integer.SIZE | Integer.toUnsignedLong(low);
  }
}
