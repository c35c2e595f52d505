package dev.radicchio.binary;

/**
 * One data segment.
 *
 * @param active whether it is written to memory at instantiation
 * @param memory the memory of an active segment, else 0
 * @param offset the constant expression of an active segment's offset, else empty
 * @param data its bytes
 */
public record DataSegment(boolean active, int memory, Span offset, Span data) {
  static DataSegment read(WasmReader in, WasmBinary module) {
    int start = in.position();
    int flags = in.u32();
    if (Integer.compareUnsigned(flags, 2) > 0) {
      throw new MalformedWasmException(start, "data segment with unknown flags " + flags);
    }
    int memory = flags == 2 ? module.readIndex(in, IndexSpace.MEMORY) : 0;
    if (flags != 1) {
      module.checkIndex(IndexSpace.MEMORY, memory, start);
    }
    Span offset =
        flags != 1 ? InstructionWalker.skipConstant(in) : new Span(in.position(), in.position());
    return new DataSegment(flags != 1, memory, offset, in.sized());
  }
}
