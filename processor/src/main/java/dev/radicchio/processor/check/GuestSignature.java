package dev.radicchio.processor.check;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.processor.dwarf.GuestFunction;
import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.dwarf.GuestType.Encoding;
import dev.radicchio.processor.dwarf.StructDefinition;
import dev.radicchio.processor.dwarf.StructDefinition.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the source for each parameter and the result of a Wasm function, by the C ABI: a
 * struct is passed by its address, or as its only member; one that is returned is written to an
 * address that comes first. What is in no register is left out, and what is too wide for one is in
 * two. Rust took structs apart, into their members, until it followed the ABI as well.
 *
 * @param result empty if it returns nothing
 * @see <a href="https://github.com/WebAssembly/tool-conventions/blob/main/BasicCABI.md">C ABI</a>
 */
record GuestSignature(List<Slot> parameters, Optional<Slot> result) {
  GuestSignature {
    parameters = List.copyOf(parameters);
  }

  /** What a value means. */
  enum Role {
    /** It is what the source says. */
    VALUE,
    /** It is the address of what the source says. */
    ADDRESS,
    /** It is a part of what the source says, or nothing says what it is. */
    PART
  }

  /**
   * A Wasm parameter or result.
   *
   * @param type the one that it has in the source
   */
  record Slot(ValType wasm, GuestType type, Role role) {}

  /** The signature of a function, unless it has not the type that the module has. */
  static Optional<GuestSignature> of(GuestFunction function, FunctionType type, StructMatch match) {
    return new Lowering(function, match, false)
        .signature(type)
        .or(
            () ->
                function.isRust()
                    ? new Lowering(function, match, true).signature(type)
                    : Optional.empty());
  }

  /** How a function of the source becomes one of Wasm. */
  private static final class Lowering {
    private static final int WIDEST = 16;

    private final GuestFunction function;
    private final StructMatch match;
    private final boolean takesApart;

    /**
     * @param takesApart whether structs become their members
     */
    Lowering(GuestFunction function, StructMatch match, boolean takesApart) {
      this.function = function;
      this.match = match;
      this.takesApart = takesApart;
    }

    Optional<GuestSignature> signature(FunctionType type) {
      List<Slot> parameters = new ArrayList<>();
      Optional<Slot> result = Optional.empty();
      if (function.result().isPresent()) {
        List<Slot> slots = slots(function.result().get(), false);
        boolean isReturned = slots.size() == 1 && slots.get(0).role != Role.ADDRESS;
        if (isReturned) {
          result = Optional.of(slots.get(0));
        } else if (!slots.isEmpty()) {
          parameters.add(address(function.result().get()));
        }
      }
      function.parameters().forEach(each -> parameters.addAll(slots(each, takesApart)));
      if (function.isVariadic()) {
        parameters.add(new Slot(ValType.I32, new GuestType.Unknown("..."), Role.PART));
      }
      return isOf(type.params(), parameters) && isOf(type.results(), result.stream().toList())
          ? Optional.of(new GuestSignature(parameters, result))
          : Optional.empty();
    }

    private static boolean isOf(List<ValType> types, List<Slot> slots) {
      if (types.size() != slots.size()) {
        return false;
      }
      for (int i = 0; i < types.size(); i++) {
        Slot slot = slots.get(i);
        if (!(slot.type instanceof GuestType.Unknown) && !slot.wasm.equals(types.get(i))) {
          return false;
        }
      }
      return true;
    }

    private static Slot address(GuestType type) {
      return new Slot(ValType.I32, type, Role.ADDRESS);
    }

    private List<Slot> slots(GuestType type, boolean apart) {
      if (type instanceof GuestType.Struct struct) {
        return ofStruct(struct, apart);
      }
      if (type instanceof GuestType.Array array) {
        return apart ? List.of() : List.of(address(array));
      }
      if (type instanceof GuestType.Scalar scalar && scalar.encoding() == Encoding.OTHER) {
        return List.of(address(type)); // a complex number
      }
      List<ValType> numbers = numbers(type);
      return numbers.stream()
          .map(number -> new Slot(number, type, numbers.size() == 1 ? Role.VALUE : Role.PART))
          .toList();
    }

    private List<Slot> ofStruct(GuestType.Struct struct, boolean apart) {
      Optional<StructDefinition> definition = match.definition(struct);
      if (definition.isEmpty() || definition.get().byReference()) {
        return List.of(address(struct));
      }
      if (match.innermost().isEmpty(struct)) {
        return List.of();
      }
      GuestType inner = match.innermost().of(struct);
      if (inner instanceof GuestType.Array array && array.count() == 1) {
        inner = match.innermost().of(array.element());
      }
      if (inner instanceof GuestType.Struct || inner instanceof GuestType.Array) {
        return apart ? members(definition.get()) : List.of(address(struct));
      }
      List<Slot> sole = slots(inner, apart);
      return sole.size() == 1
          ? List.of(new Slot(sole.get(0).wasm, struct, Role.VALUE))
          : List.of(address(struct));
    }

    private List<Slot> members(StructDefinition struct) {
      return struct.members().stream()
          .filter(InnermostTypes::takesRoom)
          .sorted(Comparator.comparingLong(Member::bit))
          .flatMap(member -> slots(member.type(), true).stream())
          .map(slot -> new Slot(slot.wasm, slot.type, Role.PART))
          .toList();
    }

    /** The types of the numbers that a type without members is passed as. */
    private static List<ValType> numbers(GuestType type) {
      long bytes = type.size().orElse(Integer.BYTES);
      if (type instanceof GuestType.Scalar scalar && scalar.encoding() == Encoding.FLOAT) {
        return bytes == WIDEST
            ? List.of(ValType.I64, ValType.I64)
            : List.of(bytes == Double.BYTES ? ValType.F64 : ValType.F32);
      }
      if (bytes == 0 || bytes > WIDEST) {
        return List.of();
      }
      return bytes <= Integer.BYTES
          ? List.of(ValType.I32)
          : bytes <= Long.BYTES ? List.of(ValType.I64) : List.of(ValType.I64, ValType.I64);
    }
  }
}
