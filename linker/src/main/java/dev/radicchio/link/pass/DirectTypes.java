package dev.radicchio.link.pass;

import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.ModuleCopy;
import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.TypeSection;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives functions that are only ever called directly types of their own, where many share a type.
 *
 * <p>Chicory and Endive emit a method for each function type that switches over all functions of
 * the type, and HotSpot never compiles one of more than 8,000 bytes of bytecode, which some 650
 * functions are. A function whose address nothing takes cannot be called through it. The new types
 * are one recursion group, of two at least, so that they equal none of the others. Of 600 functions
 * of type 0 with only function 7 in a table,
 *
 * <pre>
 *   (type 0 (func (param i32)))               (type 0 (func (param i32)))
 *                                             (rec (type 1 (func (param i32)))
 *                                                  (type 2 (func (param i32))))
 *   (func 6 (type 0) ...)           becomes   (func 6 (type 1) ...)
 *   (func 7 (type 0) ...)                     (func 7 (type 0) ...)
 *   (func 8 (type 0) ...)                     (func 8 (type 1) ...)
 * </pre>
 *
 * @see <a
 *     href="https://webassembly.github.io/spec/core/valid/conventions.html#rolling-and-unrolling">
 *     Validation: Rolling and Unrolling</a>
 */
public final class DirectTypes {
  /** Of how many functions on a type has many. */
  static final int MANY = 256;

  private static final int RECURSION_GROUP = 0x4E;
  private static final int FUNCTION = 0x60;

  private final WasmBinary image;
  private final BitSet addressed = new BitSet();

  /** The new type by the old. */
  private final Map<Integer, Integer> types = new HashMap<>();

  private DirectTypes(WasmBinary image) {
    this.image = image;
  }

  /** A pass over an image. */
  public static RewrittenModule rewrite(byte[] module) {
    return new DirectTypes(WasmBinary.read(module)).rewritten();
  }

  private RewrittenModule rewritten() {
    Map<Integer, Integer> counts = new HashMap<>();
    image.functions().forEach(function -> counts.merge(function.typeIndex(), 1, Integer::sum));
    List<Integer> large = new ArrayList<>();
    counts.forEach(
        (type, count) -> {
          if (count > MANY) {
            large.add(type);
          }
        });
    if (large.isEmpty()) {
      return RewrittenModule.unchanged(image.bytes());
    }
    large.sort(null);
    large.forEach(type -> types.put(type, image.types().size() + types.size()));
    findAddressed();
    ModuleWriter out =
        ModuleCopy.of(image)
            .replace(Section.TYPE, types(large))
            .replace(Section.FUNCTION, functions())
            .write();
    return new RewrittenModule(out.toByteArray(), moved(out.codeStart()));
  }

  private CodeMap moved(int codeStart) {
    for (Section section : image.sections()) {
      if (section.id() == Section.CODE) {
        return CodeMap.moved(section.payload().start(), section.payload().end(), codeStart);
      }
    }
    return CodeMap.IDENTITY;
  }

  private void findAddressed() {
    ImmediateVisitor visitor =
        ImmediateVisitor.ofIndices(
            (space, index, at) -> {
              if (at.opcode() == Opcode.REF_FUNC) {
                addressed.set(index);
              }
            });
    for (ElementSegment segment : image.elements()) {
      segment.functions().forEach(addressed::set);
      segment.expressions().forEach(span -> walkConstant(span, visitor));
    }
    for (Global global : image.definedGlobals()) {
      walkConstant(global.initializer(), visitor);
    }
    for (ExternType.Table table : image.tables()) {
      if (table.initializer().length() > 0) {
        walkConstant(table.initializer(), visitor);
      }
    }
    for (Span body : image.bodies()) {
      InstructionWalker.walkBody(image.reader(body), visitor);
    }
  }

  private void walkConstant(Span expression, ImmediateVisitor visitor) {
    InstructionWalker.walkConstant(image.reader(expression), visitor);
  }

  /** The types there are, and a group with a copy of each large one, of two at least. */
  private WasmWriter types(List<Integer> large) {
    List<TypeSection.Group> groups = image.types().groups();
    WasmWriter out = new WasmWriter().u32(groups.size() + 1);
    for (TypeSection.Group group : groups) {
      out.bytes(image.bytes(), group.span().start(), group.span().end());
    }
    List<Integer> copied = large.size() > 1 ? large : List.of(large.get(0), large.get(0));
    out.u8(RECURSION_GROUP).u32(copied.size());
    for (int type : copied) {
      FunctionType definition = Objects.requireNonNull(image.types().function(type));
      out.u8(FUNCTION);
      write(out, definition.params());
      write(out, definition.results());
    }
    return out;
  }

  private static void write(WasmWriter out, List<ValType> values) {
    out.u32(values.size());
    values.forEach(value -> value.write(out, index -> index));
  }

  private WasmWriter functions() {
    WasmWriter out = new WasmWriter().u32(image.bodies().size());
    for (int i = image.imported(ExternType.Kind.FUNCTION); i < image.functions().size(); i++) {
      int type = image.functions().get(i).typeIndex();
      out.u32(addressed.get(i) ? type : types.getOrDefault(type, type));
    }
    return out;
  }
}
