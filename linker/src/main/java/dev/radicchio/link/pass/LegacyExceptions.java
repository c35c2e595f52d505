package dev.radicchio.link.pass;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.code.BodyWriter;
import dev.radicchio.binary.code.FunctionBody;
import dev.radicchio.binary.code.LegacyTries;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes legacy exception handling as the exception handling of the specification. Each arm of a
 * {@code try} becomes the code behind a block, to whose end a clause of a {@code try_table} leads;
 * an arm that throws again what it caught keeps a reference to that:
 *
 * <pre>
 *   try (result i32)                    block (result i32)
 *     call 1                              block (result exnref)
 *   catch 0          ;; of an i32           block (result i32)
 *     nop                                     try_table (result i32) (catch 0 0) (catch_all_ref 1)
 *   catch_all               becomes             call 1
 *     rethrow 0                               end
 *   end                                       br 2
 *                                           end
 *                                           nop
 *                                           br 1
 *                                         end
 *                                         local.set 0
 *                                         local.get 0  throw_ref
 *                                       end
 * </pre>
 *
 * <p>A {@code delegate} catches everything and throws it again where it leads to: in the body of an
 * outer {@code try}, or of the function. There is a block for that, with the code behind it:
 *
 * <pre>
 *   try                                 try_table (catch 0 1)
 *     try                                 block (result exnref)
 *       try                                 try_table (catch 1 3)
 *         call 1     becomes                  try_table (catch_all_ref 1)
 *       delegate 1                              call 1
 *     catch 1                                 end
 *       ...                                 end
 *     end                                   br 1
 *   catch 0                               end
 *     ...                                 throw_ref
 *   end                                 end
 * </pre>
 *
 * @see <a
 *     href="https://github.com/WebAssembly/exception-handling/blob/main/proposals/exception-handling/legacy/Exceptions.md">Legacy
 *     Exception Handling</a>
 */
public final class LegacyExceptions extends CodePass {
  private static final int CATCH = 0;
  private static final int CATCH_REF = 1;
  private static final int CATCH_ALL = 2;
  private static final int CATCH_ALL_REF = 3;

  private LegacyExceptions(WasmBinary module) {
    super(module);
  }

  /**
   * A pass over a module.
   *
   * @throws MalformedWasmException if instructions of legacy exception handling are not nested as
   *     they should be
   */
  public static RewrittenModule rewrite(byte[] module) {
    return new LegacyExceptions(WasmBinary.read(module)).rewritten();
  }

  @Override
  boolean changes(int opcode) {
    return Opcode.isLegacyException(opcode);
  }

  @Override
  void rewrite(FunctionBody body, BodyWriter out) {
    Body rewriter = new Body(body, out);
    rewriter.begin();
    rewriter.rewrite();
  }

  private static FunctionType results(List<ValType> results) {
    return new FunctionType(List.of(), results);
  }

  /** A body as it is rewritten. */
  private final class Body extends BlockRewriter {
    private final LegacyTries tries;

    /** Of each block that became something else how many blocks are around that. */
    private final int[] around;

    /** Of each block that a {@code delegate} leads to how many blocks are around the one for it. */
    private final int[] delegated;

    /** The locals for what arms have caught, by how many of these arms are around. */
    private final List<Integer> caught = new ArrayList<>();

    Body(FunctionBody body, BodyWriter out) {
      super(body, out, types);
      this.tries = LegacyTries.of(body);
      this.around = new int[body.blocks()];
      this.delegated = new int[body.blocks()];
    }

    void begin() {
      if (tries.isDelegatedTo(FunctionBody.BODY)) {
        delegated[FunctionBody.BODY] = open(Opcode.BLOCK, results(List.of(ValType.EXNREF)));
      }
    }

    @Override
    boolean replace(int instruction, int opcode) {
      switch (opcode) {
        case Opcode.TRY -> begin(instruction);
        case Opcode.CATCH, Opcode.CATCH_ALL -> arm(instruction);
        case Opcode.DELEGATE -> {
          instead(instruction);
          close();
        }
        case Opcode.RETHROW -> {
          int local = caught.get(tries.keepersAround(tries.rethrown(instruction)));
          instead(instruction).op(Opcode.LOCAL_GET, local).op(Opcode.THROW_REF);
        }
        case Opcode.END -> {
          return end(instruction);
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    private void begin(int instruction) {
      int block = body.block(instruction);
      FunctionType type = body.blockType(block);
      BodyWriter out = instead(instruction);
      int delegate = tries.delegate(block);
      if (delegate >= 0) {
        place(block, open(Opcode.TRY_TABLE, type));
        out.u32(1).u8(CATCH_ALL_REF).u32(clauseLabel(delegated[delegate]));
      } else if (!tries.arms(block).isEmpty()) {
        beginWithArms(block, type, out);
      } else {
        place(block, open(Opcode.BLOCK, type));
      }
    }

    private void beginWithArms(int block, FunctionType type, BodyWriter out) {
      int[] parameters = take(type.params());
      around[block] = open(Opcode.BLOCK, results(type.results()));
      place(block, around[block]);
      List<Integer> arms = tries.arms(block);
      for (int i = arms.size() - 1; i >= 0; i--) {
        open(Opcode.BLOCK, results(gets(arms.get(i))));
      }
      open(Opcode.TRY_TABLE, results(type.results()));
      out.u32(arms.size());
      for (int i = 0; i < arms.size(); i++) {
        clause(arms.get(i), i, out);
      }
      if (tries.isDelegatedTo(block)) {
        delegated[block] = open(Opcode.BLOCK, results(List.of(ValType.EXNREF)));
      }
      put(parameters, type.params());
    }

    /** What an arm has on the stack when it begins. */
    private List<ValType> gets(int arm) {
      List<ValType> values = new ArrayList<>();
      if (body.opcode(arm) == Opcode.CATCH) {
        int type = module.tags().get(body.immediate(arm)).typeIndex();
        values.addAll(Objects.requireNonNull(module.types().function(type)).params());
      }
      if (tries.keeps(body.block(arm))) {
        values.add(ValType.EXNREF);
      }
      return values;
    }

    private void clause(int arm, int label, BodyWriter out) {
      boolean keeps = tries.keeps(body.block(arm));
      if (body.opcode(arm) == Opcode.CATCH) {
        out.u8(keeps ? CATCH_REF : CATCH).u32(body.immediate(arm));
      } else {
        out.u8(keeps ? CATCH_ALL_REF : CATCH_ALL);
      }
      out.u32(label);
    }

    /** The body or another arm of a {@code try} ends, and an arm begins. */
    private void arm(int instruction) {
      int block = body.block(instruction);
      BodyWriter out = instead(instruction);
      if (tries.arms(block).get(0) == instruction) {
        endBody(block);
      }
      out.op(Opcode.BR, label(around[block]));
      close();
      if (tries.keeps(block)) {
        int keeper = tries.keepersAround(block);
        if (keeper == caught.size()) {
          caught.add(out.addLocal(ValType.EXNREF));
        }
        out.op(Opcode.LOCAL_SET, caught.get(keeper));
      }
    }

    private void endBody(int block) {
      if (tries.isDelegatedTo(block)) {
        out().op(Opcode.BR, label(around[block]));
        close();
        out().op(Opcode.THROW_REF);
      }
      close();
    }

    private boolean end(int instruction) {
      if (instruction < body.size() - 1 || !tries.isDelegatedTo(FunctionBody.BODY)) {
        return false; // what a try became has one end more than those that were written
      }
      instead(instruction).op(Opcode.RETURN);
      close();
      out().op(Opcode.THROW_REF);
      close();
      return true;
    }
  }
}
