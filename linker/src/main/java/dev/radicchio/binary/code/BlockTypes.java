package dev.radicchio.binary.code;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.TypeSection;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the types of blocks that are added to a module's code, and collects those that its type
 * section does not have. Block types are compared by structure, so that any type will do that is
 * defined equal.
 *
 * <p>Chicory 1.7.5 reads block types as unsigned numbers and so takes type indices from 64 to 127
 * for value types where they look like one. No such index is used here.
 */
public final class BlockTypes {
  private static final int FUNCTION = 0x60;
  private static final int REF_NULL = 0x63;
  private static final int REF = 0x64;
  private static final int FIRST_REFERENCE = 0x69;
  private static final int LAST_REFERENCE = 0x73;
  private static final int V128 = 0x7B;
  private static final int I32 = 0x7F;

  private final WasmBinary module;
  private final Map<FunctionType, Integer> indices = new HashMap<>();
  private final List<FunctionType> added = new ArrayList<>();

  /** For code of a module. */
  public BlockTypes(WasmBinary module) {
    this.module = module;
  }

  /** Whether Chicory 1.7.5 takes an unsigned number for a block type that is no index. */
  public static boolean looksLikeValueType(int type) {
    return type == Opcode.EMPTY_BLOCK_TYPE
        || type == REF
        || type == REF_NULL
        || (type >= FIRST_REFERENCE && type <= LAST_REFERENCE)
        || (type >= V128 && type <= I32);
  }

  /** Writes a block type. */
  void write(WasmWriter out, FunctionType type) {
    if (!type.params().isEmpty() || type.results().size() > 1) {
      out.s64(indices.computeIfAbsent(type, this::find));
    } else if (type.results().isEmpty()) {
      out.u8(Opcode.EMPTY_BLOCK_TYPE);
    } else {
      writeType(out, type.results().get(0));
    }
  }

  private int find(FunctionType type) {
    TypeSection types = module.types();
    for (int i = 0; i < types.size(); i++) {
      if (type.equals(types.function(i)) && !looksLikeValueType(i)) {
        return i;
      }
    }
    do {
      added.add(type);
    } while (looksLikeValueType(types.size() + added.size() - 1));
    return types.size() + added.size() - 1;
  }

  /** Whether the module's type section lacks a type that was written. */
  public boolean hasAdded() {
    return !added.isEmpty();
  }

  /** The contents of the type section with what was added. */
  public WasmWriter section() {
    List<TypeSection.Group> groups = module.types().groups();
    WasmWriter out = new WasmWriter().u32(groups.size() + added.size());
    for (TypeSection.Group group : groups) {
      out.bytes(module.bytes(), group.span().start(), group.span().end());
    }
    for (FunctionType type : added) {
      out.u8(FUNCTION);
      writeAll(out, type.params());
      writeAll(out, type.results());
    }
    return out;
  }

  private static void writeAll(WasmWriter out, List<ValType> types) {
    out.u32(types.size());
    types.forEach(type -> writeType(out, type));
  }

  private static void writeType(WasmWriter out, ValType type) {
    type.write(out, index -> index);
  }
}
