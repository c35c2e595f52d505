package dev.radicchio.link.input;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.TypeSection;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a module's functions handle exceptions: in which form, and whether a function that catches
 * references to them names anything by which another function may get one.
 */
final class ExceptionUse {
  private static final int CATCH_REF = 1;
  private static final int CATCH_ALL_REF = 3;

  private final WasmBinary module;

  /** Whether any type, global or table has references to exceptions. */
  private final boolean possible;

  private boolean legacyInFunction;
  private boolean catchesInFunction;
  private boolean sharesInFunction;

  private boolean legacy;
  private boolean catches;
  private boolean shares;

  ExceptionUse(WasmBinary module) {
    this.module = module;
    this.possible = isPossible(module);
  }

  private static boolean isPossible(WasmBinary module) {
    TypeSection types = module.types();
    for (int i = 0; i < types.size(); i++) {
      ValType element = types.arrayElement(i);
      if (has(types.function(i)) || has(types.structFields(i)) || isException(element)) {
        return true;
      }
    }
    return module.globals().stream().anyMatch(global -> global.type().isException())
        || module.tables().stream().anyMatch(table -> table.element().isException());
  }

  private static boolean has(@Nullable FunctionType type) {
    return type != null && (has(type.params()) || has(type.results()));
  }

  private static boolean has(@Nullable List<ValType> types) {
    return types != null && types.stream().anyMatch(ValType::isException);
  }

  private static boolean isException(@Nullable ValType type) {
    return type != null && type.isException();
  }

  void instruction(int opcode) {
    legacyInFunction |= Opcode.isLegacyException(opcode);
  }

  void clause(int kind) {
    catchesInFunction |= kind == CATCH_REF || kind == CATCH_ALL_REF;
  }

  /** A heap type that an instruction casts to or from. */
  void heapType(int opcode, int heapType) {
    sharesInFunction |=
        opcode != Opcode.REF_NULL && ValType.reference(heapType, true).isException();
  }

  /** An index in code; that of a block's type is none by which others get anything. */
  void index(IndexSpace space, int index, CodeLocation at) {
    if (possible && at.opcode() >= 0) {
      sharesInFunction |= names(space, index, at.opcode());
    }
  }

  private boolean names(IndexSpace space, int index, int opcode) {
    return switch (space) {
      case FUNCTION -> opcode != Opcode.REF_FUNC && has(module.functionType(index));
      case TYPE ->
          has(module.types().function(index))
              || has(module.types().structFields(index))
              || isException(module.types().arrayElement(index));
      case GLOBAL -> module.globals().get(index).type().isException();
      case TABLE -> module.tables().get(index).element().isException();
      case TAG -> has(tag(index));
      case SIGNED_TYPE, MEMORY, ELEMENT, DATA -> false;
    };
  }

  private @Nullable FunctionType tag(int index) {
    ExternType.Tag tag = module.tags().get(index);
    return module.types().function(tag.typeIndex());
  }

  /**
   * A function's code ends.
   *
   * @return whether it has instructions of legacy exception handling
   */
  boolean endBody(int function) {
    boolean wasLegacy = legacyInFunction;
    boolean caught = catchesInFunction || wasLegacy;
    legacy |= wasLegacy;
    catches |= caught;
    shares |= caught && (sharesInFunction || (possible && has(module.functionType(function))));
    legacyInFunction = false;
    catchesInFunction = false;
    sharesInFunction = false;
    return wasLegacy;
  }

  /** Whether a function has instructions of legacy exception handling. */
  boolean isLegacy() {
    return legacy;
  }

  /** Whether a function catches references to exceptions, or will once it is no longer legacy. */
  boolean catchesReferences() {
    return catches;
  }

  /** Whether another function may get a reference from one that catches it. */
  boolean shares() {
    return shares;
  }
}
