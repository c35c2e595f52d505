package dev.radicchio.link.pass;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.code.BodyWriter;
import dev.radicchio.binary.code.FunctionBody;
import dev.radicchio.binary.code.OperandTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has code carry what an exception consists of, its tag and its arguments, where it carries a
 * reference to it: Chicory 1.7.5 and Endive 1.0.0 take such a reference for the last exception that
 * was thrown with its tag. In a function that catches references, each local, operand, parameter or
 * result of a block that is one becomes {@linkplain ExceptionSlots several}. With tag 0 of an
 * {@code i32} as the only one,
 *
 * <pre>
 *   block (result exnref)           block (result i32 i32 exnref)
 *     try_table (catch_all_ref 0)     block
 *       call 1                          block (result exnref)
 *     end                                 block (result i32)
 *     return                                try_table (catch 0 0) (catch_all_ref 1)
 *   end                     becomes           call 1
 *   throw_ref                               end
 *                                           br 2
 *                                         end
 *                                         local.set 2
 *                                         i32.const 1  local.get 2  ref.null exn  br 2
 *                                       end
 *                                       local.set 3
 *                                       i32.const -1  i32.const 0  local.get 3  br 1
 *                                     end
 *                                     return
 *                                   end
 *                                   local.set 3  local.set 2  local.set 1
 *                                   local.get 1  i32.const 1  i32.eq
 *                                   if  local.get 2  throw 0  end
 *                                   local.get 3  ref.as_non_null  throw_ref
 * </pre>
 *
 * <p>Only an exception with a tag that no module of the image has is still a reference: a host has
 * thrown it.
 *
 * <p>It knows references in locals, operands and blocks. An image in which a function that catches
 * them has others, its parameters or a table's, is not run.
 */
public final class ExceptionValues extends CodePass {
  private static final int CATCH = 0;
  private static final int CATCH_REF = 1;
  private static final int CATCH_ALL_REF = 3;
  private static final int WORDS_OF_CLAUSE = 3;
  private static final int NO_TAG = -1;

  private final ExceptionSlots slots;

  private ExceptionValues(WasmBinary module) {
    super(module);
    this.slots = new ExceptionSlots(module);
  }

  /**
   * A pass over a valid image.
   *
   * @throws dev.radicchio.binary.MalformedWasmException if it is not valid
   */
  public static RewrittenModule rewrite(byte[] module) {
    return new ExceptionValues(WasmBinary.read(module)).rewritten();
  }

  @Override
  boolean changes(int opcode) {
    return opcode == Opcode.TRY_TABLE;
  }

  @Override
  void rewrite(FunctionBody body, BodyWriter out) {
    if (catchesReferences(body)) {
      new Body(body, out).rewrite();
    } else {
      out.copy(0, body.size());
    }
  }

  private static boolean catchesReferences(FunctionBody body) {
    for (int i = 0; i < body.size(); i++) {
      if (body.opcode(i) == Opcode.TRY_TABLE && catchesReferences(body, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean catchesReferences(FunctionBody body, int tryTable) {
    for (int at = 0; at < body.immediates(tryTable); at += WORDS_OF_CLAUSE) {
      if (isReference(body.immediate(tryTable, at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReference(int kind) {
    return kind == CATCH_REF || kind == CATCH_ALL_REF;
  }

  private static FunctionType results(List<ValType> results) {
    return new FunctionType(List.of(), results);
  }

  /** The code behind a block to whose end a clause leads. */
  private record Handler(int tag, boolean passesArguments, int target) {}

  /** What a clause becomes: its tag or -1, and the code that it leads to or else a block. */
  private record Clause(int kind, int tag, @Nullable Handler handler, int target) {}

  /** A {@code try_table} that is rewritten: the block around it, and the code in that behind it. */
  private record Handlers(int level, List<Handler> all) {}

  /** A body as it is rewritten. */
  private final class Body extends BlockRewriter {
    private final BodyWriter out;
    private final OperandTypes operands;
    private final Map<Integer, Handlers> handlers = new HashMap<>();

    /** The slots of each local that was a reference. */
    private final Map<Integer, int[]> locals = new HashMap<>();

    /** Slots for what is on the stack. */
    private final int[] scratch;

    Body(FunctionBody body, BodyWriter out) {
      super(body, out, types);
      this.out = out;
      this.operands = OperandTypes.of(module, body);
      this.scratch = newSlots();
    }

    private int[] newSlots() {
      return slots.types().stream().mapToInt(out::addLocal).toArray();
    }

    @Override
    FunctionType blockType(FunctionType type) {
      return new FunctionType(slots.expand(type.params()), slots.expand(type.results()));
    }

    @Override
    boolean replace(int instruction, int opcode) {
      return switch (opcode) {
        case Opcode.TRY_TABLE -> tryTable(instruction);
        case Opcode.END -> end(instruction);
        case Opcode.LOCAL_GET, Opcode.LOCAL_SET, Opcode.LOCAL_TEE -> local(instruction, opcode);
        case Opcode.REF_NULL -> nullReference(instruction);
        case Opcode.SELECT_T -> select(instruction);
        case Opcode.THROW_REF -> throwAgain(instruction);
        case Opcode.DROP,
            Opcode.REF_IS_NULL,
            Opcode.REF_AS_NON_NULL,
            Opcode.BR_ON_NULL,
            Opcode.BR_ON_NON_NULL ->
            operand(instruction, opcode);
        default -> false;
      };
    }

    private boolean tryTable(int instruction) {
      if (!catchesReferences(body, instruction)) {
        return false;
      }
      int block = body.block(instruction);
      FunctionType type = blockType(body.blockType(block));
      List<Clause> clauses = clauses(instruction);
      List<Handler> led = new ArrayList<>();
      clauses.forEach(clause -> addTo(led, clause));

      instead(instruction);
      int[] parameters = take(type.params());
      Handlers opened = new Handlers(open(Opcode.BLOCK, results(type.results())), led);
      for (int i = led.size() - 1; i >= 0; i--) {
        open(Opcode.BLOCK, results(caught(led.get(i))));
      }
      open(Opcode.TRY_TABLE, results(type.results()));
      out.u32(clauses.size());
      clauses.forEach(clause -> clause(clause, led));
      put(parameters, type.params());
      place(block, opened.level);
      handlers.put(block, opened);
      return true;
    }

    private List<Clause> clauses(int instruction) {
      List<Clause> clauses = new ArrayList<>();
      for (int at = 0; at < body.immediates(instruction); at += WORDS_OF_CLAUSE) {
        int kind = body.immediate(instruction, at);
        int tag = body.immediate(instruction, at + 1);
        int target = body.target(instruction, body.immediate(instruction, at + 2));
        if (kind == CATCH_REF) {
          clauses.add(new Clause(CATCH, tag, new Handler(tag, true, target), target));
        } else if (kind == CATCH_ALL_REF) {
          for (int any = 0; any < slots.tags(); any++) {
            clauses.add(new Clause(CATCH, any, new Handler(any, false, target), target));
          }
          clauses.add(new Clause(kind, tag, new Handler(NO_TAG, false, target), target));
        } else {
          clauses.add(new Clause(kind, tag, null, target));
        }
      }
      return clauses;
    }

    private static void addTo(List<Handler> handlers, Clause clause) {
      if (clause.handler != null) {
        handlers.add(clause.handler);
      }
    }

    private List<ValType> caught(Handler handler) {
      return handler.tag == NO_TAG ? List.of(ValType.EXNREF) : slots.parameters(handler.tag);
    }

    private void clause(Clause clause, List<Handler> handlers) {
      out.u8(clause.kind);
      if (clause.tag != NO_TAG) {
        out.u32(clause.tag);
      }
      int handler = clause.handler == null ? -1 : handlers.indexOf(clause.handler);
      out.u32(handler >= 0 ? handler : clauseLabelOf(clause.target));
    }

    private boolean end(int instruction) {
      Handlers ended = handlers.get(body.block(instruction));
      if (ended == null) {
        return false;
      }
      instead(instruction);
      close();
      out.op(Opcode.BR, label(ended.level));
      for (Handler handler : ended.all) {
        close();
        handle(handler);
        out.op(Opcode.BR, labelOf(handler.target));
      }
      close();
      return true;
    }

    /** Makes values of what a clause has put on the stack. */
    private void handle(Handler handler) {
      int tag = handler.tag;
      if (tag == NO_TAG) {
        out.op(Opcode.LOCAL_SET, scratch[slots.reference()]);
        out.i32(ExceptionSlots.FOREIGN);
        for (int slot = 1; slot < slots.reference(); slot++) {
          out.zero(slots.types().get(slot));
        }
        out.op(Opcode.LOCAL_GET, scratch[slots.reference()]);
        return;
      }
      for (int i = slots.parameters(tag).size() - 1; i >= 0; i--) {
        out.op(Opcode.LOCAL_SET, scratch[slots.slot(tag, i)]);
      }
      if (handler.passesArguments) {
        arguments(tag);
      }
      out.i32(tag + 1);
      for (int slot = 1; slot < slots.reference(); slot++) {
        if (slots.uses(tag, slot)) {
          out.op(Opcode.LOCAL_GET, scratch[slot]);
        } else {
          out.zero(slots.types().get(slot));
        }
      }
      out.zero(ValType.EXNREF);
    }

    private void arguments(int tag) {
      List<ValType> parameters = slots.parameters(tag);
      for (int i = 0; i < parameters.size(); i++) {
        put(scratch[slots.slot(tag, i)], parameters.get(i));
      }
    }

    private boolean local(int instruction, int opcode) {
      int local = body.immediate(instruction);
      if (!body.locals().type(local).isException()) {
        return false;
      }
      int[] held = locals.computeIfAbsent(local, unknown -> newSlots());
      instead(instruction);
      if (opcode != Opcode.LOCAL_GET) {
        set(held);
      }
      if (opcode != Opcode.LOCAL_SET) {
        get(held);
      }
      return true;
    }

    private void set(int[] held) {
      for (int i = held.length - 1; i >= 0; i--) {
        out.op(Opcode.LOCAL_SET, held[i]);
      }
    }

    private void get(int[] held) {
      for (int local : held) {
        out.op(Opcode.LOCAL_GET, local);
      }
    }

    private boolean nullReference(int instruction) {
      if (!ValType.reference(body.immediate(instruction), true).isException()) {
        return false;
      }
      instead(instruction);
      slots.types().forEach(out::zero);
      return true;
    }

    private boolean select(int instruction) {
      if (!new ValType(body.immediate(instruction), body.immediate(instruction, 1)).isException()) {
        return false;
      }
      instead(instruction);
      int condition = out.addLocal(ValType.I32);
      int[] second = newSlots();
      out.op(Opcode.LOCAL_SET, condition);
      set(second);
      set(scratch);
      out.op(Opcode.LOCAL_GET, condition);
      open(Opcode.IF, results(slots.types()));
      get(scratch);
      out.op(Opcode.ELSE);
      get(second);
      close();
      return true;
    }

    private boolean throwAgain(int instruction) {
      instead(instruction);
      set(scratch);
      for (int tag = 0; tag < slots.tags(); tag++) {
        out.op(Opcode.LOCAL_GET, scratch[ExceptionSlots.NUMBER]).i32(tag + 1).op(Opcode.I32_EQ);
        out.block(Opcode.IF);
        arguments(tag);
        out.op(Opcode.THROW, tag).op(Opcode.END);
      }
      out.op(Opcode.LOCAL_GET, scratch[slots.reference()]);
      out.op(Opcode.REF_AS_NON_NULL).op(Opcode.THROW_REF);
      return true;
    }

    private boolean operand(int instruction, int opcode) {
      ValType operand = operands.operand(instruction, 0);
      if (operand == null || !operand.isException()) {
        return false;
      }
      instead(instruction);
      switch (opcode) {
        case Opcode.DROP -> drop(slots.types().size());
        case Opcode.REF_IS_NULL -> {
          drop(slots.types().size() - 1);
          out.op(Opcode.I32_EQZ);
        }
        case Opcode.REF_AS_NON_NULL -> {
          set(scratch);
          out.op(Opcode.LOCAL_GET, scratch[ExceptionSlots.NUMBER]).op(Opcode.I32_EQZ);
          out.block(Opcode.IF);
          out.zero(ValType.EXNREF);
          out.op(Opcode.REF_AS_NON_NULL).op(Opcode.DROP).op(Opcode.END);
          get(scratch);
        }
        case Opcode.BR_ON_NULL -> {
          set(scratch);
          out.op(Opcode.LOCAL_GET, scratch[ExceptionSlots.NUMBER]).op(Opcode.I32_EQZ);
          out.op(Opcode.BR_IF, branchLabel(instruction));
          get(scratch);
        }
        default -> {
          set(scratch);
          get(scratch);
          out.op(Opcode.LOCAL_GET, scratch[ExceptionSlots.NUMBER]);
          out.op(Opcode.BR_IF, branchLabel(instruction));
          drop(slots.types().size());
        }
      }
      return true;
    }

    private int branchLabel(int instruction) {
      return labelOf(body.target(instruction, body.immediate(instruction)));
    }

    private void drop(int count) {
      for (int i = 0; i < count; i++) {
        out.op(Opcode.DROP);
      }
    }
  }
}
