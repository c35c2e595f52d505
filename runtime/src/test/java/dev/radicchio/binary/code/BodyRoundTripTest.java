package dev.radicchio.binary.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of a body is all of it. */
final class BodyRoundTripTest {
  static List<Path> modules() {
    return WasmFiles.modules();
  }

  @Test
  void hasTheModulesOfTheCorpusAndTheFixtures() {
    assertThat(modules()).hasSizeGreaterThan(350);
  }

  /** Each instruction on its own, block by block. */
  @ParameterizedTest
  @MethodSource("modules")
  void readingAndWritingABodyUnchangedGivesTheSameBytes(Path file) {
    WasmBinary module = WasmFiles.read(file);
    WasmFiles.functions(module)
        .forEach(
            function -> {
              FunctionBody body = FunctionBody.read(module, function);
              BodyWriter writer = new BodyWriter(module, body);
              copyBlock(writer, body, FunctionBody.BODY);
              WasmWriter out = new WasmWriter();
              AtomicInteger mapped = new AtomicInteger();
              writer.write(
                  out,
                  (start, end, target) -> {
                    assertThat(target).isEqualTo(start - body.span().start());
                    mapped.addAndGet(end - start);
                  });
              assertThat(out.toByteArray()).isEqualTo(bytes(module, body.span()));
              assertThat(mapped).hasValue(body.span().end() - body.offset(0));
            });
  }

  private static void copyBlock(BodyWriter writer, FunctionBody body, int block) {
    int end = body.blockEnd(block);
    int next = body.blockStart(block);
    while (next < end) {
      if (next >= 0) {
        writer.copy(next, next + 1); // what begins the block or an arm of it
      }
      int arm = next < 0 ? end : body.nextArm(next);
      next++;
      while (next < arm) {
        if (Opcode.isBlock(body.opcode(next))) {
          copyBlock(writer, body, body.block(next));
          next = body.blockEnd(body.block(next)) + 1;
        } else {
          writer.copy(next, ++next);
        }
      }
    }
    writer.copy(end, end + 1);
  }

  private static byte[] bytes(WasmBinary module, Span span) {
    return new WasmWriter().bytes(module.bytes(), span.start(), span.end()).toByteArray();
  }

  /** From what was decoded alone, in the shortest form, and again from what that is. */
  @ParameterizedTest
  @MethodSource("modules")
  void whatIsDecodedIsAllThatThereIsToEncode(Path file) {
    WasmBinary module = WasmFiles.read(file);
    WasmFiles.functions(module)
        .forEach(
            function -> {
              FunctionBody body = FunctionBody.read(module, function);
              WasmWriter shortest = Encoder.encode(body);
              if (shortest.size() == body.span().length()) {
                assertThat(shortest.toByteArray()).isEqualTo(bytes(module, body.span()));
              }
              assertThat(shortest.size()).isLessThanOrEqualTo(body.span().length());
              assertThat(reencoded(module, function, shortest)).isEqualTo(shortest.toByteArray());
            });
  }

  /** Puts a body in place of a module's and reads it from there. */
  private static byte[] reencoded(WasmBinary module, int function, WasmWriter bytes) {
    byte[] file = module.bytes();
    WasmWriter longer = new WasmWriter().bytes(file, 0, file.length).append(bytes);
    Span span = new Span(file.length, longer.size());
    FunctionBody body =
        FunctionBody.read(
            module,
            module.functionType(function),
            new WasmReader(longer.toByteArray(), span.start(), span.end()));
    return Encoder.encode(body).toByteArray();
  }

  /** Writes a body from its immediates. */
  private record Encoder(FunctionBody body, WasmWriter out) {
    static WasmWriter encode(FunctionBody body) {
      Encoder encoder = new Encoder(body, new WasmWriter());
      encoder.locals();
      for (int i = 0; i < body.size(); i++) {
        encoder.instruction(i);
      }
      return encoder.out;
    }

    private void locals() {
      Locals locals = body.locals();
      out.u32(locals.runs());
      for (int run = 0; run < locals.runs(); run++) {
        locals.runType(run).write(out.u32(locals.runLength(run)), type -> type);
      }
    }

    private void instruction(int i) {
      int opcode = body.opcode(i);
      if (opcode > 0xFF) {
        out.u8(opcode >>> 8).u32(opcode & 0xFF);
      } else {
        out.u8(opcode);
      }
      switch (opcode) {
        case Opcode.BLOCK, Opcode.LOOP, Opcode.IF, Opcode.TRY -> blockType(i);
        case Opcode.TRY_TABLE -> {
          blockType(i);
          out.u32(body.immediates(i) / 3);
          for (int clause = 0; clause < body.immediates(i); clause += 3) {
            out.u8(body.immediate(i, clause));
            if (body.immediate(i, clause + 1) >= 0) {
              out.u32(body.immediate(i, clause + 1));
            }
            out.u32(body.immediate(i, clause + 2));
          }
        }
        case Opcode.BR_TABLE -> {
          out.u32(body.immediates(i) - 1);
          numbers(i, 0);
        }
        case Opcode.I32_CONST -> out.s64(body.immediate(i));
        case Opcode.I64_CONST -> out.s64(bits(i, 0));
        case Opcode.F32_CONST -> fixed(body.immediate(i), 4);
        case Opcode.F64_CONST -> fixed(bits(i, 0), 8);
        case Opcode.V128_CONST, Opcode.I8X16_SHUFFLE -> {
          fixed(bits(i, 0), 8);
          fixed(bits(i, 2), 8);
        }
        case Opcode.SELECT_T -> {
          out.u32(body.immediates(i) / 2);
          for (int type = 0; type < body.immediates(i); type += 2) {
            new ValType(body.immediate(i, type), body.immediate(i, type + 1))
                .write(out, index -> index);
          }
        }
        case Opcode.REF_NULL,
            Opcode.REF_TEST,
            Opcode.REF_TEST_NULL,
            Opcode.REF_CAST,
            Opcode.REF_CAST_NULL ->
            out.s64(body.immediate(i));
        case Opcode.BR_ON_CAST, Opcode.BR_ON_CAST_FAIL -> {
          out.u8(body.immediate(i)).u32(body.immediate(i, 1));
          out.s64(body.immediate(i, 2)).s64(body.immediate(i, 3));
        }
        default -> {
          if (Opcode.hasMemoryArgument(opcode)) {
            memoryArgument(i);
          } else {
            numbers(i, 0);
          }
        }
      }
    }

    private void memoryArgument(int i) {
      if (body.immediate(i, 1) == 0) {
        out.u32(body.immediate(i));
      } else {
        out.u32(body.immediate(i) | InstructionWalker.MEMORY_INDEX_FLAG).u32(body.immediate(i, 1));
      }
      numbers(i, 2);
    }

    private void numbers(int i, int from) {
      for (int place = from; place < body.immediates(i); place++) {
        out.u32(body.immediate(i, place));
      }
    }

    private long bits(int i, int place) {
      return Integer.toUnsignedLong(body.immediate(i, place))
          | (long) body.immediate(i, place + 1) << 32;
    }

    private void fixed(long bits, int bytes) {
      for (int i = 0; i < bytes; i++) {
        out.u8((int) (bits >>> (8 * i)));
      }
    }

    /** A function type that the module does not list so is written by its index. */
    private void blockType(int i) {
      int block = body.block(i);
      int index = body.blockTypeIndex(block);
      if (index >= 0) {
        out.s64(index);
      } else if (body.blockType(block).results().isEmpty()) {
        out.u8(Opcode.EMPTY_BLOCK_TYPE);
      } else {
        body.blockType(block).results().get(0).write(out, type -> type);
      }
    }
  }
}
