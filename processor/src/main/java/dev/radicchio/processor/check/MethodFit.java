package dev.radicchio.processor.check;

import dev.radicchio.binary.ValType;
import dev.radicchio.processor.check.GuestSignature.Role;
import dev.radicchio.processor.check.GuestSignature.Slot;
import dev.radicchio.processor.check.StructMatch.Pair;
import dev.radicchio.processor.dwarf.GuestType;
import dev.radicchio.processor.dwarf.GuestType.Encoding;
import dev.radicchio.processor.model.FieldType;
import dev.radicchio.processor.model.FunctionInterface;
import dev.radicchio.processor.model.FunctionModel;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.MethodReader;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import dev.radicchio.processor.model.StructType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether what a method takes and returns means what the guest's function does: numbers and
 * addresses here; which structs stand for which is found, to be compared.
 */
final class MethodFit {
  /** Functions that are given functions that are given functions. */
  private static final int DEEPEST = 4;

  private final StructMatch match;
  private final MethodReader methods;
  private final String function;
  private final Consumer<Finding> findings;

  /**
   * @param function what the method stands for: an export or an import
   */
  MethodFit(StructMatch match, MethodReader methods, String function, Consumer<Finding> findings) {
    this.match = match;
    this.methods = methods;
    this.function = function;
    this.findings = findings;
  }

  /**
   * What a method takes or returns, and what the guest's function does there.
   *
   * @param java as in {@code Point p}, or {@code Point} if it is the result
   * @param function the export or the import
   * @param guest as the guest's source has it
   */
  record Place(MethodModel method, String java, String function, String guest) {}

  /** Something to report, or to compare. */
  sealed interface Finding {
    Place place();

    /** A struct stands for one of the guest's. */
    record Struct(Place place, Pair pair) implements Finding {}

    /**
     * A struct stands for what the guest does not say more of.
     *
     * @param why what it says, as in {@code use_point has void * there}
     */
    record Anything(Place place, StructType struct, String why) implements Finding {}

    /** An {@code int} stands for the address of a struct. */
    record Address(Place place, GuestType.Struct struct) implements Finding {}

    /**
     * A type stands for one that it does not fit.
     *
     * @param remedy what to declare instead
     */
    record Misfit(Place place, String remedy) implements Finding {}
  }

  void compare(MethodModel method, GuestSignature guest) {
    compare(method, guest, 0);
  }

  private void compare(MethodModel method, GuestSignature guest, int depth) {
    int next = 0;
    for (ParameterModel parameter : method.parameters()) {
      Optional<PassedType> passed = parameter.passed();
      int end = next + passed.map(type -> type.wasm().size()).orElse(0);
      if (passed.isEmpty() || end > guest.parameters().size()) {
        return; // It has an error of its own.
      }
      String java = MethodModel.typeName(parameter.type()) + " " + parameter.name();
      compare(method, java, passed.get(), guest.parameters().subList(next, end), depth);
      next = end;
    }
    if (method.result() instanceof ResultModel.Value value
        && value.type().wasm().size() == 1
        && guest.result().isPresent()) {
      String java = MethodModel.typeName(method.returnType());
      Slot slot = guest.result().get();
      if (value.type() != ScalarType.BOOLEAN) { // Of a result, any but 0 is true.
        compare(method, java, value.type(), List.of(slot), depth);
      }
    }
  }

  private void compare(
      MethodModel method, String java, PassedType type, List<Slot> slots, int depth) {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      Place place =
          new Place(
              method,
              (i == 0 ? "" : "the length of ") + java,
              function,
              (slot.role() == Role.ADDRESS ? "the address of " : "") + slot.type().spelling());
      if (slot.role() == Role.PART || slot.type() instanceof GuestType.Unknown) {
        type.accept(
            scalar -> {},
            bytes -> {},
            struct -> anything(place, struct.type()),
            pointer -> inner(pointer).forEach(inner -> anything(inner, why(place))));
      } else if (i > 0) {
        length(place, slot);
      } else {
        type.accept(
            scalar -> scalar(place, scalar, slot),
            bytes -> bytes(place, bytes, slot),
            struct -> struct(place, struct.type(), slot),
            pointer -> function(place, pointer, slot, depth));
      }
    }
  }

  /** The method of a function pointer, unless the interface has another number of them. */
  private List<MethodModel> inner(PassedType.FunctionPointer pointer) {
    return FunctionModel.of(pointer.type(), methods).methods();
  }

  private void struct(Place place, StructType struct, Slot slot) {
    if (slot.role() == Role.ADDRESS) {
      if (slot.type() instanceof GuestType.Struct inGuest) {
        findings.accept(new Finding.Struct(place, new Pair(struct, inGuest)));
      } else {
        elements(place, struct, slot.type());
      }
      return;
    }
    GuestType type = match.innermost().of(slot.type());
    if (type instanceof GuestType.Pointer pointer) {
      Optional<GuestType.Struct> pointee = pointer.struct();
      if (pointee.isPresent()) {
        findings.accept(new Finding.Struct(place, new Pair(struct, pointee.get())));
      } else if (pointer.toAnything() || isByte(pointer.pointee().get())) {
        anything(place, struct);
      } else {
        elements(place, struct, pointer.pointee().get());
      }
    } else if (!isInteger(type)) {
      findings.accept(new Finding.Misfit(place, number(type)));
    } else if (slot.type() instanceof GuestType.Struct value && match.mayBe(struct, value)) {
      findings.accept(new Finding.Misfit(place, "int, the struct's only member"));
    } else {
      anything(place, struct);
    }
  }

  /** A struct may stand for several of what the guest has an array of. */
  private void elements(Place place, StructType struct, GuestType type) {
    GuestType element = type instanceof GuestType.Array array ? array.element() : type;
    Optional<StructLayout> layout = match.layout(struct);
    if (layout.isPresent() && !consistsOf(layout.get(), element)) {
      findings.accept(
          new Finding.Misfit(
              place,
              element instanceof GuestType.Function
                  ? "a @WasmFunction interface, or int"
                  : "int, a Slice, or a @WasmStruct with fields of that type only"));
    }
  }

  private boolean consistsOf(StructLayout layout, GuestType element) {
    return layout.fields().stream()
        .allMatch(
            field ->
                field.model().type() instanceof FieldType.Nested nested
                    ? match
                        .layout(nested.struct())
                        .filter(inner -> consistsOf(inner, element))
                        .isPresent()
                    : match.fit().fitsElement(field.model().type(), element));
  }

  private void function(Place place, PassedType.FunctionPointer function, Slot slot, int depth) {
    List<MethodModel> inner = inner(function);
    GuestType type = match.innermost().of(slot.type());
    if (type instanceof GuestType.Pointer pointer
        && pointer.pointee().orElse(null) instanceof GuestType.Function pointee) {
      for (MethodModel method : inner) {
        Optional<GuestSignature> guest =
            match
                .function(pointee)
                .flatMap(
                    it ->
                        method.functionTypes().stream()
                            .flatMap(wasm -> GuestSignature.of(it, wasm, match).stream())
                            .findFirst());
        if (guest.isPresent() && depth < DEEPEST) {
          compare(method, guest.get(), depth + 1);
        } else {
          anything(method, "nothing is known of what " + place.function() + " calls");
        }
      }
    } else if (slot.role() == Role.VALUE
        && (isInteger(type) || (type instanceof GuestType.Pointer it && it.toAnything()))) {
      inner.forEach(method -> anything(method, why(place)));
    } else {
      findings.accept(
          new Finding.Misfit(place, type instanceof GuestType.Pointer ? "int" : number(type)));
    }
  }

  private void anything(Place place, StructType struct) {
    findings.accept(new Finding.Anything(place, struct, why(place)));
  }

  private String why(Place place) {
    return function + " has " + place.guest() + " for it";
  }

  /**
   * Notes the structs of a method of whose types the guest says nothing.
   *
   * @param why what it says
   */
  void anything(MethodModel method, String why) {
    anything(method, why, 0);
  }

  private void anything(MethodModel method, String why, int depth) {
    method
        .namedTypes()
        .forEach(
            named -> {
              Place place = new Place(method, named.getSimpleName().toString(), function, "");
              StructType.of(named)
                  .ifPresent(struct -> findings.accept(new Finding.Anything(place, struct, why)));
              if (depth < DEEPEST) {
                FunctionInterface.of(named).stream()
                    .flatMap(it -> FunctionModel.of(it, methods).methods().stream())
                    .forEach(inner -> anything(inner, why, depth + 1));
              }
            });
  }

  private void bytes(Place place, PassedType.Memory memory, Slot slot) {
    GuestType type = match.innermost().of(slot.type());
    boolean isText = memory.isText();
    if (slot.role() == Role.ADDRESS) {
      if (isText) {
        findings.accept(new Finding.Misfit(place, "its @WasmStruct"));
      }
    } else if (type instanceof GuestType.Pointer pointer) {
      GuestType pointee = pointer.pointee().orElse(null);
      if (pointee instanceof GuestType.Function) {
        findings.accept(new Finding.Misfit(place, "a @WasmFunction interface, or int"));
      } else if (isText && !pointer.toAnything() && pointee != null && !isByte(pointee)) {
        findings.accept(
            new Finding.Misfit(
                place, pointer.struct().isPresent() ? "its @WasmStruct" : "int, or a Slice"));
      }
    } else if (!isInteger(type)) {
      findings.accept(new Finding.Misfit(place, number(type)));
    }
  }

  private void length(Place place, Slot slot) {
    GuestType type = match.innermost().of(slot.type());
    if (slot.role() == Role.ADDRESS || type instanceof GuestType.Pointer) {
      findings.accept(new Finding.Misfit(place, "two int, the addresses"));
    }
  }

  private void scalar(Place place, ScalarType scalar, Slot slot) {
    GuestType type = slot.role() == Role.ADDRESS ? slot.type() : match.innermost().of(slot.type());
    boolean isAddress = slot.role() == Role.ADDRESS || type instanceof GuestType.Pointer;
    if (!isAddress) {
      return;
    }
    Optional<GuestType.Struct> struct =
        type instanceof GuestType.Pointer pointer
            ? pointer.struct()
            : type instanceof GuestType.Struct it ? Optional.of(it) : Optional.empty();
    if (scalar == ScalarType.BOOLEAN) {
      findings.accept(new Finding.Misfit(place, struct.isPresent() ? "its @WasmStruct" : "int"));
    } else if (scalar.number().equals(ValType.I32) && struct.isPresent()) {
      findings.accept(new Finding.Address(place, struct.get()));
    }
  }

  /** The Java type for a type of the guest's that is not an address. */
  private static String number(GuestType type) {
    return type instanceof GuestType.Scalar scalar && scalar.encoding() == Encoding.BOOLEAN
        ? "boolean"
        : "int";
  }

  /** Whether a type is a number that may be an address. */
  private static boolean isInteger(GuestType type) {
    return type instanceof GuestType.Scalar scalar
        && scalar.bytes() == Integer.BYTES
        && (scalar.encoding() == Encoding.SIGNED || scalar.encoding() == Encoding.UNSIGNED);
  }

  /** Whether a type is what untyped memory consists of. */
  private static boolean isByte(GuestType type) {
    GuestType element = type instanceof GuestType.Array array ? array.element() : type;
    return element instanceof GuestType.Scalar scalar
        && scalar.bytes() == 1
        && scalar.encoding() != Encoding.BOOLEAN;
  }
}
