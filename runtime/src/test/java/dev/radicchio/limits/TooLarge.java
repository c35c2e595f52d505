package dev.radicchio.limits;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes functions too large to be compiled, so that Chicory's compiler leaves them interpreted. */
final class TooLarge {
  private static final int BLOCK = 0x02;
  private static final int END = 0x0B;
  private static final int BR_IF = 0x0D;
  private static final int DROP = 0x1A;
  private static final int I32_CONST = 0x41;
  private static final int EMPTY = 0x40;

  /** Instructions that come to more than a method of the JVM may have. */
  private static final int TOO_MANY = 20_000;

  private TooLarge() {}

  /** The module with instructions in front of exported functions that are never executed. */
  static byte[] of(byte[] module, Set<String> exports) {
    WasmBinary binary = WasmBinary.read(module);
    Set<Integer> functions =
        binary.exports().stream()
            .filter(export -> exports.contains(export.name()))
            .map(Export::index)
            .collect(Collectors.toSet());
    WasmWriter out = new WasmWriter().bytes(module, 0, 8);
    for (Section section : binary.sections()) {
      Span payload = section.payload();
      WasmWriter contents = new WasmWriter();
      if (section.id() == Section.CODE) {
        contents.u32(binary.bodies().size());
        int function = binary.imported(ExternType.Kind.FUNCTION);
        for (Span body : binary.bodies()) {
          contents.sized(
              functions.contains(function++)
                  ? padded(binary, body)
                  : new WasmWriter().bytes(module, body.start(), body.end()));
        }
      } else {
        contents.bytes(module, payload.start(), payload.end());
      }
      out.u8(section.id()).sized(contents);
    }
    return out.toByteArray();
  }

  private static WasmWriter padded(WasmBinary module, Span body) {
    WasmReader in = module.reader(body);
    for (int groups = in.count(); groups > 0; groups--) {
      in.u32();
      ValType.skip(in);
    }
    WasmWriter out = new WasmWriter().bytes(module.bytes(), body.start(), in.position());
    out.u8(BLOCK).u8(EMPTY).u8(I32_CONST).s64(1).u8(BR_IF).u32(0);
    for (int i = 0; i < TOO_MANY; i++) {
      out.u8(I32_CONST).s64(i).u8(DROP);
    }
    return out.u8(END).bytes(module.bytes(), in.position(), body.end());
  }
}
