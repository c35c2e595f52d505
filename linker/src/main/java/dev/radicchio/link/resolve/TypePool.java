package dev.radicchio.link.resolve;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.IndexRewriter;
import dev.radicchio.binary.TypeSection;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.binary.code.BlockTypes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The types of the image: those of all modules, equal ones once, so that a function pointer of one
 * module can be called by another. Recursion groups are equal if their definitions are, with
 * references inside the group counted from its first type; that is the spec's notion of equal
 * types.
 *
 * <pre>
 *   a's types                             the image's
 *   0  (func (param i32))                 0  (func (param i32))
 *   1  (struct (field (ref null 1)))      1  (struct (field (ref null 1)))
 *                                         2  (func (result i64))
 *   b's types
 *   0  (struct (field (ref null 0)))      is type 1
 *   1  (func (result i64))                is type 2
 *   2  (func (param i32))                 is type 0
 * </pre>
 *
 * @see <a
 *     href="https://webassembly.github.io/spec/core/valid/conventions.html#rolling-and-unrolling">Rolling
 *     and Unrolling</a>
 */
final class TypePool {
  /** References inside a group while groups are compared; beyond any real type index. */
  private static final int IN_GROUP = 0x4000_0000;

  private static final int FUNCTION = 0x60;

  private final WasmWriter definitions = new WasmWriter();
  private final Map<String, Integer> groups = new HashMap<>();
  private final Map<Integer, Integer> blockTypes = new HashMap<>();
  private int groupCount;
  private int size;

  /** The same types, to which more can be added. */
  TypePool copy() {
    TypePool copy = new TypePool();
    copy.definitions.append(definitions);
    copy.groups.putAll(groups);
    copy.blockTypes.putAll(blockTypes);
    copy.groupCount = groupCount;
    copy.size = size;
    return copy;
  }

  /** Adds the types of a module; returns the index in the image of each. */
  int[] add(WasmBinary module) {
    int[] indices = new int[module.types().size()];
    for (TypeSection.Group group : module.types().groups()) {
      byte[] key = definition(module, group, indices, IN_GROUP);
      int first = groups.computeIfAbsent(key(key), unknown -> size);
      for (int i = 0; i < group.count(); i++) {
        indices[group.firstType() + i] = first + i;
      }
      if (first == size) {
        byte[] definition = definition(module, group, indices, first);
        append(definition, group.count());
      }
    }
    return indices;
  }

  private static byte[] definition(
      WasmBinary module, TypeSection.Group group, int[] indices, int firstInGroup) {
    IntUnaryOperator map =
        type -> {
          int inGroup = type - group.firstType();
          return inGroup >= 0 && inGroup < group.count() ? firstInGroup + inGroup : indices[type];
        };
    WasmWriter out = new WasmWriter();
    IndexRewriter rewriter =
        new IndexRewriter(module.bytes(), (space, opcode, index) -> map.applyAsInt(index));
    rewriter.begin(out, group.span().start());
    TypeSection.visitGroup(module.reader(group.span()), rewriter);
    rewriter.end(group.span().end());
    return out.toByteArray();
  }

  /** Adds a function type of numbers; returns its index. */
  int add(FunctionType type) {
    WasmWriter definition = new WasmWriter().u8(FUNCTION);
    writeTypes(definition, type.params(), index -> index);
    writeTypes(definition, type.results(), index -> index);
    int index = groups.computeIfAbsent(key(definition.toByteArray()), unknown -> size);
    if (index == size) {
      append(definition.toByteArray(), 1);
    }
    return index;
  }

  /** As a string, whose hash is good enough that no module can make looking up types slow. */
  private static String key(byte[] definition) {
    return new String(definition, StandardCharsets.ISO_8859_1);
  }

  private void append(byte[] definition, int count) {
    definitions.bytes(definition, 0, definition.length);
    groupCount++;
    size += count;
  }

  /**
   * The index to use where a function type is a block type. A type whose index looks like a value
   * type gets a second definition at one that does not, see {@link BlockTypes}. Block types are
   * compared by structure, so any equal definition will do.
   */
  int blockType(int type, FunctionType definition, IntUnaryOperator typeIndex) {
    if (!BlockTypes.looksLikeValueType(type)) {
      return type;
    }
    return blockTypes.computeIfAbsent(
        type,
        unknown -> {
          WasmWriter copy = new WasmWriter().u8(FUNCTION);
          writeTypes(copy, definition.params(), typeIndex);
          writeTypes(copy, definition.results(), typeIndex);
          do {
            append(copy.toByteArray(), 1);
          } while (BlockTypes.looksLikeValueType(size - 1));
          return size - 1;
        });
  }

  private static void writeTypes(WasmWriter out, List<ValType> types, IntUnaryOperator typeIndex) {
    out.u32(types.size());
    types.forEach(type -> type.write(out, typeIndex));
  }

  /** Writes the contents of the type section. */
  void write(WasmWriter out) {
    out.u32(groupCount).append(definitions);
  }
}
