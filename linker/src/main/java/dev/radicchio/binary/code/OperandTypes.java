package dev.radicchio.binary.code;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of the operands before each instruction of a body, found as a validator finds them.
 *
 * <p>A stack is a list of cells, each with what is below it, so that all stacks of a body share
 * what they have in common: one cell for each result of an instruction.
 *
 * <p>Of numbers and vectors it checks that they are of the type that is needed, of references only
 * that they are some: whether one type of references is another's subtype is left to the validation
 * of the image.
 *
 * @see <a href="https://webassembly.github.io/spec/core/appendix/algorithm.html">Validation
 *     Algorithm</a>
 */
public final class OperandTypes {
  private static final int EMPTY = -1;
  private static final int EXTERN_HEAP_TYPE = 0x6F - 0x80;
  private static final int ANY_HEAP_TYPE = 0x6E - 0x80;
  private static final int I31_HEAP_TYPE = 0x6C - 0x80;

  private final WasmBinary module;
  private final FunctionBody body;

  /** The cells: a type each, or null where it is any, and the cell below. */
  private @Nullable ValType[] types;

  private int[] below;
  private int cells;

  /** The cell on top before each instruction. */
  private final int[] tops;

  private final BitSet unreachable = new BitSet();

  /** The cell below each open block, and whether the rest of the block is reached by no path. */
  private final int[] bases;

  private final boolean[] dead;
  private int block;
  private int top = EMPTY;
  private int instruction;

  private OperandTypes(WasmBinary module, FunctionBody body) {
    this.module = module;
    this.body = body;
    this.types = new ValType[body.size() + 1];
    this.below = new int[body.size() + 1];
    this.tops = new int[body.size()];
    this.bases = new int[body.blocks()];
    this.dead = new boolean[body.blocks()];
  }

  /**
   * Finds the types of a body's operands.
   *
   * @throws MalformedWasmException if an instruction does not have the operands that it needs
   */
  public static OperandTypes of(WasmBinary module, FunctionBody body) {
    OperandTypes types = new OperandTypes(module, body);
    types.bases[FunctionBody.BODY] = EMPTY;
    for (int i = 0; i < body.size(); i++) {
      types.instruction = i;
      types.tops[i] = types.top;
      types.unreachable.set(i, types.dead[types.block]);
      types.apply(body.opcode(i));
    }
    return types;
  }

  /** Whether the instructions before it let a path lead to an instruction. */
  public boolean isReachable(int at) {
    return !unreachable.get(at);
  }

  /** Number of operands before an instruction, those below the blocks that it is in included. */
  public int depth(int at) {
    int depth = 0;
    for (int cell = tops[at]; cell != EMPTY; cell = below[cell]) {
      depth++;
    }
    return depth;
  }

  /**
   * The type of an operand before an instruction.
   *
   * @param place 0 for the one on top of the stack
   * @return null where no path leads and it may be any, or where there is none
   */
  public @Nullable ValType operand(int at, int place) {
    int cell = tops[at];
    for (int i = 0; i < place && cell != EMPTY; i++) {
      cell = below[cell];
    }
    return cell == EMPTY ? null : types[cell];
  }

  private void apply(int opcode) {
    Signature signature = Signature.of(opcode);
    if (signature != null) {
      plain(signature);
    } else if (FunctionBody.isStructure(opcode)) {
      structure(opcode);
    } else if (opcode >>> 8 == Opcode.STRUCT_NEW >>> 8) {
      garbageCollected(opcode);
    } else if (Opcode.isCall(opcode)) {
      call(opcode);
    } else {
      other(opcode);
    }
  }

  private void plain(Signature signature) {
    popAll(signature.takes());
    pushAll(signature.leaves());
  }

  private void structure(int opcode) {
    switch (opcode) {
      case Opcode.BLOCK, Opcode.LOOP, Opcode.TRY, Opcode.TRY_TABLE -> enter();
      case Opcode.IF -> {
        pop(ValType.I32);
        enter();
      }
      case Opcode.ELSE -> {
        finishArm();
        pushAll(body.blockType(block).params());
      }
      case Opcode.CATCH -> {
        finishArm();
        pushAll(tag(body.immediate(instruction)).params());
      }
      case Opcode.CATCH_ALL -> finishArm();
      default -> leave();
    }
  }

  private void enter() {
    int entered = body.block(instruction);
    List<ValType> params = body.blockType(entered).params();
    popAll(params);
    bases[entered] = top;
    block = entered;
    pushAll(params);
  }

  private void finishArm() {
    popAll(body.blockType(block).results());
    if (top != bases[block]) {
      throw malformed("operands that nothing takes at the end of a block");
    }
    dead[block] = false;
  }

  private void leave() {
    FunctionType type = body.blockType(block);
    finishArm();
    int start = body.blockStart(block);
    boolean withoutElse =
        start >= 0 && body.opcode(start) == Opcode.IF && body.nextArm(start) == instruction;
    if (withoutElse && type.params().size() != type.results().size()) {
      throw malformed("an if without else that has other results than parameters");
    }
    if (block != FunctionBody.BODY) {
      block = body.parent(block);
      pushAll(type.results());
    }
  }

  private void call(int opcode) {
    FunctionType callee =
        switch (opcode) {
          case Opcode.CALL, Opcode.RETURN_CALL -> module.functionType(body.immediate(instruction));
          case Opcode.CALL_INDIRECT, Opcode.RETURN_CALL_INDIRECT -> {
            pop(ValType.I32);
            yield functionType(body.immediate(instruction));
          }
          default -> {
            popReference();
            yield functionType(body.immediate(instruction));
          }
        };
    popAll(callee.params());
    if (Opcode.isReturnCall(opcode)) {
      stop();
    } else {
      pushAll(callee.results());
    }
  }

  private void other(int opcode) {
    switch (opcode) {
      case Opcode.UNREACHABLE, Opcode.RETHROW -> stop();
      case Opcode.THROW -> {
        popAll(tag(body.immediate(instruction)).params());
        stop();
      }
      case Opcode.THROW_REF -> {
        popReference();
        stop();
      }
      case Opcode.BR -> {
        popAll(label(0));
        stop();
      }
      case Opcode.BR_IF -> {
        pop(ValType.I32);
        popAll(label(0));
        pushAll(label(0));
      }
      case Opcode.BR_TABLE -> {
        pop(ValType.I32);
        popAll(label(body.immediates(instruction) - 1));
        stop();
      }
      case Opcode.RETURN -> {
        popAll(body.type().results());
        stop();
      }
      case Opcode.DROP -> pop(null);
      case Opcode.SELECT -> select();
      case Opcode.SELECT_T -> {
        ValType type = new ValType(body.immediate(instruction), body.immediate(instruction, 1));
        popAll(List.of(type, type, ValType.I32));
        push(type);
      }
      default -> variableOrReference(opcode);
    }
  }

  /** Either operand may tell the type where the other is not known. */
  private void select() {
    pop(ValType.I32);
    ValType second = pop(null);
    ValType first = pop(second);
    push(first == null ? second : first);
  }

  private void variableOrReference(int opcode) {
    int first = body.immediates(instruction) == 0 ? 0 : body.immediate(instruction);
    switch (opcode) {
      case Opcode.LOCAL_GET -> push(body.locals().type(first));
      case Opcode.LOCAL_SET -> pop(body.locals().type(first));
      case Opcode.LOCAL_TEE -> {
        pop(body.locals().type(first));
        push(body.locals().type(first));
      }
      case Opcode.GLOBAL_GET -> push(module.globals().get(first).type());
      case Opcode.GLOBAL_SET -> pop(module.globals().get(first).type());
      case Opcode.TABLE_GET -> {
        pop(ValType.I32);
        push(element(first));
      }
      case Opcode.TABLE_SET -> popAll(List.of(ValType.I32, element(first)));
      case Opcode.TABLE_INIT, Opcode.TABLE_COPY ->
          popAll(List.of(ValType.I32, ValType.I32, ValType.I32));
      case Opcode.ELEM_DROP -> {}
      case Opcode.TABLE_GROW -> {
        popAll(List.of(element(first), ValType.I32));
        push(ValType.I32);
      }
      case Opcode.TABLE_SIZE -> push(ValType.I32);
      case Opcode.TABLE_FILL -> popAll(List.of(ValType.I32, element(first), ValType.I32));
      default -> reference(opcode, first);
    }
  }

  private void reference(int opcode, int first) {
    switch (opcode) {
      case Opcode.REF_NULL -> push(ValType.reference(first, true));
      case Opcode.REF_IS_NULL -> {
        popReference();
        push(ValType.I32);
      }
      case Opcode.REF_FUNC ->
          push(ValType.reference(module.functions().get(first).typeIndex(), false));
      case Opcode.REF_EQ -> {
        popReference();
        popReference();
        push(ValType.I32);
      }
      case Opcode.REF_AS_NON_NULL -> push(nonNull(popReference()));
      case Opcode.BR_ON_NULL -> {
        ValType reference = popReference();
        popAll(label(0));
        pushAll(label(0));
        push(nonNull(reference));
      }
      case Opcode.BR_ON_NON_NULL -> {
        List<ValType> label = label(0);
        if (label.isEmpty()) {
          throw malformed("a label without a reference for what is not null");
        }
        popReference();
        List<ValType> others = label.subList(0, label.size() - 1);
        popAll(others);
        pushAll(others);
      }
      default -> throw new AssertionError("0x" + Integer.toHexString(opcode));
    }
  }

  private void garbageCollected(int opcode) {
    int first = body.immediates(instruction) == 0 ? 0 : body.immediate(instruction);
    switch (opcode) {
      case Opcode.STRUCT_NEW, Opcode.STRUCT_NEW_DEFAULT -> {
        List<ValType> fields = fields(first);
        popAll(opcode == Opcode.STRUCT_NEW ? fields : List.of());
        push(ValType.reference(first, false));
      }
      case Opcode.STRUCT_GET, Opcode.STRUCT_GET_S, Opcode.STRUCT_GET_U -> {
        popReference();
        push(field(first));
      }
      case Opcode.STRUCT_SET -> {
        pop(field(first));
        popReference();
      }
      case Opcode.REF_TEST, Opcode.REF_TEST_NULL -> {
        popReference();
        push(ValType.I32);
      }
      case Opcode.REF_CAST, Opcode.REF_CAST_NULL -> {
        popReference();
        push(ValType.reference(first, opcode == Opcode.REF_CAST_NULL));
      }
      case Opcode.BR_ON_CAST, Opcode.BR_ON_CAST_FAIL -> branchOnCast(opcode);
      case Opcode.ANY_CONVERT_EXTERN -> push(converted(popReference(), ANY_HEAP_TYPE));
      case Opcode.EXTERN_CONVERT_ANY -> push(converted(popReference(), EXTERN_HEAP_TYPE));
      case Opcode.REF_I31 -> {
        pop(ValType.I32);
        push(ValType.reference(I31_HEAP_TYPE, false));
      }
      case Opcode.I31_GET_S, Opcode.I31_GET_U, Opcode.ARRAY_LEN -> {
        popReference();
        push(ValType.I32);
      }
      default -> array(opcode, first);
    }
  }

  private void array(int opcode, int type) {
    ValType element = arrayElement(type);
    ValType array = ValType.reference(type, false);
    switch (opcode) {
      case Opcode.ARRAY_NEW -> {
        popAll(List.of(element, ValType.I32));
        push(array);
      }
      case Opcode.ARRAY_NEW_DEFAULT -> {
        pop(ValType.I32);
        push(array);
      }
      case Opcode.ARRAY_NEW_FIXED -> {
        int count = body.immediate(instruction, 1);
        for (int i = 0; i != count && !isEmptyAndDead(); i++) {
          pop(element);
        }
        push(array);
      }
      case Opcode.ARRAY_NEW_DATA, Opcode.ARRAY_NEW_ELEM -> {
        popAll(List.of(ValType.I32, ValType.I32));
        push(array);
      }
      case Opcode.ARRAY_GET, Opcode.ARRAY_GET_S, Opcode.ARRAY_GET_U -> {
        popAll(List.of(array, ValType.I32));
        push(element);
      }
      case Opcode.ARRAY_SET -> popAll(List.of(array, ValType.I32, element));
      case Opcode.ARRAY_FILL -> popAll(List.of(array, ValType.I32, element, ValType.I32));
      case Opcode.ARRAY_COPY ->
          popAll(List.of(array, ValType.I32, array, ValType.I32, ValType.I32));
      default -> popAll(List.of(array, ValType.I32, ValType.I32, ValType.I32));
    }
  }

  private void branchOnCast(int opcode) {
    int flags = body.immediate(instruction);
    boolean fromNullable = (flags & 1) != 0;
    boolean toNullable = (flags & 2) != 0;
    ValType cast = ValType.reference(body.immediate(instruction, 3), toNullable);
    ValType rest = ValType.reference(body.immediate(instruction, 2), fromNullable && !toNullable);
    popReference();
    List<ValType> label = label(1);
    if (label.isEmpty()) {
      throw malformed("a label without a reference for what is cast");
    }
    List<ValType> others = label.subList(0, label.size() - 1);
    popAll(others);
    pushAll(others);
    push(opcode == Opcode.BR_ON_CAST ? rest : cast);
  }

  private static @Nullable ValType nonNull(@Nullable ValType type) {
    return type == null ? null : type.nonNull();
  }

  private static ValType converted(@Nullable ValType from, int heapType) {
    return ValType.reference(heapType, from == null || !from.equals(from.nonNull()));
  }

  /** What a branch takes with it to the label that is the immediate at that place. */
  private List<ValType> label(int place) {
    int target = block;
    for (int i = body.immediate(instruction, place); i > 0; i--) {
      target = body.parent(target);
    }
    FunctionType type = body.blockType(target);
    return body.isLoop(target) ? type.params() : type.results();
  }

  private FunctionType tag(int tag) {
    return functionType(module.tags().get(tag).typeIndex());
  }

  private FunctionType functionType(int index) {
    return found(module.types().function(index), "function");
  }

  private List<ValType> fields(int type) {
    return found(module.types().structFields(type), "struct");
  }

  private ValType field(int type) {
    List<ValType> fields = fields(type);
    int field = body.immediate(instruction, 1);
    if (Integer.compareUnsigned(field, fields.size()) >= 0) {
      throw malformed("field index " + Integer.toUnsignedString(field) + " is out of range");
    }
    return fields.get(field);
  }

  private ValType arrayElement(int type) {
    return found(module.types().arrayElement(type), "array");
  }

  private <T> T found(@Nullable T definition, String kind) {
    if (definition == null) {
      throw malformed("a type that is no " + kind + " type");
    }
    return definition;
  }

  private ValType element(int table) {
    return module.tables().get(table).element();
  }

  private void stop() {
    top = bases[block];
    dead[block] = true;
  }

  private void pushAll(List<ValType> all) {
    for (int i = 0; i < all.size(); i++) {
      push(all.get(i));
    }
  }

  private void push(@Nullable ValType type) {
    if (cells == below.length) {
      types = Arrays.copyOf(types, cells * 2);
      below = Arrays.copyOf(below, cells * 2);
    }
    types[cells] = type;
    below[cells] = top;
    top = cells++;
  }

  private void popAll(List<ValType> all) {
    for (int i = all.size() - 1; i >= 0; i--) {
      pop(all.get(i));
    }
  }

  private @Nullable ValType popReference() {
    ValType type = pop(null);
    if (type != null && !type.isReference()) {
      throw malformed("an operand of type " + type + " where a reference is needed");
    }
    return type;
  }

  private boolean isEmptyAndDead() {
    return top == bases[block] && dead[block];
  }

  private @Nullable ValType pop(@Nullable ValType wanted) {
    if (top == bases[block]) {
      if (dead[block]) {
        return null;
      }
      throw malformed("an operand is missing");
    }
    ValType type = types[top];
    top = below[top];
    if (type != null && wanted != null && !fits(type, wanted)) {
      throw malformed("an operand of type " + type + " where " + wanted + " is needed");
    }
    return type;
  }

  private static boolean fits(ValType type, ValType wanted) {
    return wanted.isReference() ? type.isReference() : type.equals(wanted);
  }

  private MalformedWasmException malformed(String problem) {
    return new MalformedWasmException(body.offset(instruction), problem);
  }
}
