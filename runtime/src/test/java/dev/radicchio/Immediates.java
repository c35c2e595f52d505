package dev.radicchio;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.Image;
import java.util.ArrayList;
import java.util.List;

/** The numbers in the code of a function: what it adds to addresses, and its constants. */
record Immediates(List<Integer> offsets, List<Integer> constants) {
  /** Those of a function that an image exports. */
  static Immediates of(Image image, String export) {
    WasmBinary module = WasmBinary.read(image.bytes());
    Export function =
        module.exports().stream()
            .filter(candidate -> candidate.name().equals(export))
            .findFirst()
            .orElseThrow();
    int body = function.index() - module.imported(ExternType.Kind.FUNCTION);
    Immediates immediates = new Immediates(new ArrayList<>(), new ArrayList<>());
    InstructionWalker.walkBody(module.reader(module.bodies().get(body)), immediates.collect());
    return immediates;
  }

  private ImmediateVisitor collect() {
    return new ImmediateVisitor() {
      @Override
      public void constant(int value, CodeLocation at) {
        constants.add(value);
      }

      @Override
      public void memoryOffset(int offset, CodeLocation at) {
        offsets.add(offset);
      }
    };
  }
}
