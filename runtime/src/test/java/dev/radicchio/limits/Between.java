package dev.radicchio.limits;

import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.wat.WatModule;

/** A module rebased between two others, whose memory a wrong address finds. */
record Between(int pagesBelow, boolean reachesBelow) {
  private static final int PAGE_BYTES = 65536;
  private static final long ADDRESSES = 1L << 32;

  /** Is no address of any memory. */
  static final long NONE = Long.MAX_VALUE / 2;

  /** The instance of the module. */
  static final String INSTANCE = "a";

  Image image(byte[] module) {
    return linker(module).link();
  }

  Linker linker(byte[] module) {
    Linker linker =
        Linker.create()
            .add("below", neighbour(pagesBelow))
            .add(INSTANCE, WasmFile.readAs("a.wasm", module, RelocationModel.REBASED))
            .add("above", neighbour(1));
    return reachesBelow ? linker.reachBelow(INSTANCE) : linker;
  }

  private static WasmFile neighbour(int pages) {
    String text = "(module (memory %d) (data (i32.const 0) \"\\00\"))".formatted(pages);
    return WasmFile.read("neighbour.wasm", WatModule.encode(text));
  }

  long base() {
    return (long) pagesBelow * PAGE_BYTES;
  }

  /** Where an address of the instance is in the program, by the rules of rebasing. */
  long address(long own) {
    if (own >= ADDRESSES) {
      return NONE;
    }
    return reachesBelow ? (own + base()) % ADDRESSES : own + base();
  }

  /** The same of a range, which must not wrap as addresses of the instance either. */
  long range(long own, long bytes) {
    long address = address(own);
    boolean wraps = reachesBelow ? own + bytes > ADDRESSES : address >= ADDRESSES;
    return wraps ? NONE : address;
  }

  /** What is a limit to the instance or the program, as the instance's addresses. */
  int[] limits(int ownBytes, int programBytes) {
    int base = (int) base();
    int end = programBytes - base;
    return new int[] {
      0,
      1,
      ownBytes - 8,
      ownBytes - 4,
      ownBytes - 1,
      ownBytes,
      end - 8,
      end - 2,
      end,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      Integer.MAX_VALUE - base,
      -base - 8,
      -base - 1,
      -base,
      -base + 1,
      -9,
      -8,
      -4,
      -1
    };
  }
}
