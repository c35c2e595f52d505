package dev.radicchio.engine.chicory;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.constant;
import static dev.radicchio.fixture.ModuleBytes.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.Value;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * The engine has the shortcomings that are listed, and not those that are listed of others. It is
 * used here as it comes, without what Radicchio does about them: where a test fails on a new
 * version, that may do less.
 */
final class ShortcomingTest {
  /** HotSpot never compiles methods of more bytes. */
  private static final int HUGE_METHOD = 8000;

  private static final int MANY = 1000;

  /** The number that Chicory gives to the first of its objects. */
  private static final int FIRST_OBJECT = 1 << 16;

  private static final int OBJECTS = 10_000;
  private static final int I32 = ModuleBytes.I32;

  /** Those that are of the compiler, or maybe of both. */
  private static final Set<Shortcoming> COMPILED =
      EnumSet.of(
          Shortcoming.TAIL_CALLS,
          Shortcoming.TYPE_NUMBERS,
          Shortcoming.INTERPRETED_CALLEES,
          Shortcoming.UNCOMPILED,
          Shortcoming.HANDLERS,
          Shortcoming.FOREIGN_TAIL_CALLS,
          Shortcoming.COLLECTION,
          Shortcoming.ONE_SWITCH,
          Shortcoming.SWITCH_OF_TYPE);

  @ParameterizedTest
  @EnumSource
  void isAsListed(Shortcoming shortcoming) throws Exception {
    assumeTrue(Machines.COMPILER_PRESENT || !COMPILED.contains(shortcoming));
    assertThat(has(shortcoming)).isEqualTo(EngineVersion.has(shortcoming));
  }

  private static boolean has(Shortcoming shortcoming) throws Exception {
    return switch (shortcoming) {
      case VECTORS ->
          anyMachine(Fixture.bytes("features/simd"), instance -> call(instance, "lanes") != 199);
      case LEGACY_EXCEPTIONS ->
          fails(() -> Parser.parse(Fixture.bytes("features/legacy_exceptions")));
      case EXCEPTION_REFERENCES -> anyMachine(rethrows(), instance -> call(instance, "f") != 1);
      case CAUGHT_EXCEPTIONS ->
          fails(() -> call(instance(catches(), InterpreterMachine::new), "f", 100_000));
      case TAIL_CALLS -> anyMachine(tailCalls(), instance -> call(instance, "f", 1_000_000) != 7);
      case BLOCK_TYPES ->
          fails(() -> call(instance(blockOfType64(), InterpreterMachine::new), "f"));
      case NAMES ->
          fails(() -> Parser.parse(functions(1).nameOfFunction("a \u2192 b").toByteArray()));
      case PARSED_LIMITS -> growsParsedLimits();
      case TABLE_GROWTH ->
          fails(
              () ->
                  table(instance(tables(), InterpreterMachine::new))
                      .grow(Integer.MAX_VALUE, Value.REF_NULL_VALUE, null));
      case TABLE_COPIES -> mixesInstancesUp();
      case TYPE_NUMBERS ->
          anyMachine(caller(Opcode.CALL_INDIRECT, 1), ShortcomingTest::cannotCallAnother);
      case FOREIGN_TAIL_CALLS ->
          anyMachine(caller(Opcode.RETURN_CALL_INDIRECT, 0), ShortcomingTest::cannotCallAnother);
      case WIDE_NUMBERS -> anyMachine(tests(), instance -> call(instance, "f", 1L << 32) != 0);
      case NARROW_STORES -> anyMachine(stores(), instance -> !fails(() -> call(instance, "f", -8)));
      case RANGES -> anyMachine(tables(), ShortcomingTest::wrapsRanges);
      case INTERPRETED_CALLEES -> interpretsCallees();
      case UNCOMPILED ->
          fails(() -> MachineFactoryCompiler.compile(Parser.parse(manyParameters())));
      case HANDLERS -> !overflowsStack(1) && overflowsStack(DeepStackTest.HANDLERS);
      case WORDS -> !fault(instance(unreachable(), InterpreterMachine::new)).equals("unreachable");
      case ONE_SWITCH -> largest("call") > HUGE_METHOD;
      case SWITCH_OF_TYPE -> largest("call_indirect_") > HUGE_METHOD;
      case COLLECTION -> !fails(ShortcomingTest::objectsStay) && objectsStay();
    };
  }

  private interface Probe {
    boolean has(Instance instance) throws Exception;
  }

  private static boolean fails(Callable<?> callable) {
    try {
      callable.call();
      return false;
    } catch (Exception | AssertionError e) {
      return true;
    }
  }

  /** Whether an instance has something, interpreted or compiled; failing is having it. */
  private static boolean anyMachine(byte[] module, Probe probe) {
    return Stream.<Function<Instance, Machine>>of(
            InterpreterMachine::new, machine -> Machines.compiling(machine.module()).apply(machine))
        .limit(Machines.COMPILER_PRESENT ? 2 : 1)
        .anyMatch(
            machine -> {
              try {
                return probe.has(instance(module, machine));
              } catch (Exception | StackOverflowError e) {
                return true;
              }
            });
  }

  private static Instance instance(byte[] module, Function<Instance, Machine> machine) {
    return Instance.builder(Parser.parse(module)).withMachineFactory(machine).build();
  }

  private static long call(Instance instance, String name, long... arguments) {
    long[] results = instance.export(name).apply(arguments);
    return results == null || results.length == 0 ? 0 : results[0];
  }

  /** Functions of type {@code () -> ()} that do nothing. */
  private static ModuleBytes functions(int count) {
    WasmWriter[] bodies = new WasmWriter[count];
    for (int i = 0; i < count; i++) {
      bodies[i] = bytes();
    }
    return new ModuleBytes().types().functions(count).code(bodies);
  }

  private static byte[] unreachable() {
    return new ModuleBytes()
        .types()
        .functions(1)
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .code(bytes(Opcode.UNREACHABLE))
        .toByteArray();
  }

  private static String fault(Instance instance) {
    try {
      call(instance, "f");
      return "";
    } catch (RuntimeException e) {
      return e.getMessage();
    }
  }

  private static boolean overflowsStack(int handlers) throws Exception {
    WasmModule module = Parser.parse(DeepStackTest.module(handlers));
    try {
      DeepStackTest.onSmallStack(
          MachineFactoryCompiler.builder(module).withInterpreterFallback(InterpreterFallback.SILENT)
              ::compile);
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof StackOverflowError;
    }
  }

  /** With the memory and the instance, a method of these would have 255 parameters. */
  private static byte[] manyParameters() {
    WasmWriter type = new WasmWriter().u8(0x60).u32(253);
    for (int i = 0; i < 253; i++) {
      type.u8(I32);
    }
    return new ModuleBytes()
        .section(Section.TYPE, type.u8(0))
        .section(Section.FUNCTION, bytes(0))
        .code(bytes())
        .toByteArray();
  }

  private static byte[] blockOfType64() {
    WasmWriter[] types = new WasmWriter[65];
    for (int i = 0; i < 65; i++) {
      types[i] = i < 64 ? bytes(0x60, 0, 0) : bytes(0x60, 0, 1, I32);
    }
    return new ModuleBytes()
        .section(Section.TYPE, types)
        .section(Section.FUNCTION, bytes(64))
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .code(bytes(Opcode.BLOCK, 0xC0, 0, 0x41, 7, Opcode.END))
        .toByteArray();
  }

  /** A test of its argument. */
  private static byte[] tests() {
    return new ModuleBytes()
        .section(Section.TYPE, bytes(0x60, 1, I32, 1, I32))
        .section(Section.FUNCTION, bytes(0))
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .code(bytes(0x20, 0, Opcode.IF, I32, 0x41, 1, Opcode.ELSE, 0x41, 0, Opcode.END))
        .toByteArray();
  }

  /** Throws 1 and keeps a reference to it, throws 2, and throws what it kept. */
  private static byte[] rethrows() {
    int exnref = 0x69;
    WasmWriter kept = bytes(Opcode.BLOCK, 4);
    kept.append(bytes(Opcode.TRY_TABLE, 0x40, 1, 1, 0, 0, 0x41, 1, Opcode.THROW, 0, Opcode.END));
    kept.append(bytes(Opcode.UNREACHABLE, Opcode.END, 0x21, 0, 0x1A));
    WasmWriter second = bytes(Opcode.BLOCK, I32);
    second.append(bytes(Opcode.TRY_TABLE, 0x40, 1, 0, 0, 0, 0x41, 2, Opcode.THROW, 0, Opcode.END));
    second.append(bytes(Opcode.UNREACHABLE, Opcode.END, 0x1A));
    WasmWriter again = bytes(Opcode.BLOCK, I32);
    again.append(bytes(Opcode.TRY_TABLE, 0x40, 1, 0, 0, 0, 0x20, 0, Opcode.THROW_REF, Opcode.END));
    again.append(bytes(Opcode.UNREACHABLE, Opcode.END));
    WasmWriter body = bytes(1, 1, exnref).append(kept).append(second).append(again).u8(Opcode.END);
    return new ModuleBytes()
        .section(
            Section.TYPE,
            bytes(0x60, 0, 0),
            bytes(0x60, 1, I32, 0),
            bytes(0x60, 0, 1, I32),
            bytes(0x60, 0, 0),
            bytes(0x60, 0, 2, I32, exnref))
        .section(Section.FUNCTION, bytes(2))
        .section(Section.TAG, bytes(0, 1))
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .section(Section.CODE, new WasmWriter().sized(body))
        .toByteArray();
  }

  /** Catches what a function throws as often as its argument says. */
  private static byte[] catches() {
    WasmWriter attempt = bytes(Opcode.BLOCK, 0x40, Opcode.TRY_TABLE, 0x40, 1, 2, 0);
    attempt.append(bytes(Opcode.CALL, 0, Opcode.END, Opcode.UNREACHABLE, Opcode.END));
    return new ModuleBytes()
        .section(Section.TYPE, bytes(0x60, 0, 0), bytes(0x60, 1, I32, 0))
        .section(Section.FUNCTION, bytes(0), bytes(1))
        .section(Section.TAG, bytes(0, 0))
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 1))
        .code(
            bytes(Opcode.THROW, 0),
            bytes(Opcode.LOOP, 0x40)
                .append(attempt)
                .append(bytes(0x20, 0, 0x41, 1, 0x6B, 0x22, 0, Opcode.BR_IF, 0, Opcode.END)))
        .toByteArray();
  }

  /** Calls itself as often as its argument says, and returns 7. */
  private static byte[] tailCalls() {
    return new ModuleBytes()
        .section(Section.TYPE, bytes(0x60, 1, I32, 1, I32))
        .section(Section.FUNCTION, bytes(0))
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .code(
            bytes(0x20, 0, Opcode.IF, 0x40, 0x20, 0, 0x41, 1, 0x6B)
                .append(bytes(Opcode.RETURN_CALL, 0, Opcode.END, 0x41, 7)))
        .toByteArray();
  }

  /** A store of a byte at 16 behind its argument. */
  private static byte[] stores() {
    return new ModuleBytes()
        .types()
        .section(Section.FUNCTION, bytes(1))
        .memory(1)
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .code(bytes(0x20, 0, 0x41, 1, 0x3A, 0, 16))
        .toByteArray();
  }

  /** A table of 5 slots, a segment of 3, and {@code copy}, {@code init}, {@code fill}. */
  private static byte[] tables() {
    return new ModuleBytes()
        .section(Section.TYPE, bytes(0x60, 3, I32, I32, I32, 0))
        .section(Section.FUNCTION, bytes(0), bytes(0), bytes(0))
        .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 5))
        .section(
            Section.EXPORT,
            export("copy", ModuleBytes.FUNCTION, 0),
            export("init", ModuleBytes.FUNCTION, 1),
            export("fill", ModuleBytes.FUNCTION, 2),
            export("table", ModuleBytes.TABLE, 0))
        .section(Section.ELEMENT, bytes(1, 0, 3, 0, 1, 2))
        .code(
            bytes(0x20, 0, 0x20, 1, 0x20, 2, 0xFC, 14, 0, 0),
            bytes(0x20, 0, 0x20, 1, 0x20, 2, 0xFC, 12, 0, 0),
            bytes(0x20, 0, 0xD2, 0, 0x20, 2, 0xFC, 17, 0))
        .toByteArray();
  }

  /** Whether an instance still has the first of very many objects that no one refers to. */
  private static boolean objectsStay() {
    byte[] makesNumbers =
        new ModuleBytes()
            .section(Section.TYPE, bytes(0x60, 0, 0))
            .section(Section.FUNCTION, bytes(0))
            .code(bytes(0x41, 7, 0xFB, 0x1C, 0x1A))
            .toByteArray();
    Instance instance = instance(makesNumbers, MachineFactoryCompiler::compile);
    for (int i = 0; i < OBJECTS; i++) {
      instance.getMachine().call(0, new long[0]);
    }
    return instance.gcRef(FIRST_OBJECT) != null;
  }

  private static TableInstance table(Instance instance) {
    return instance.table(0);
  }

  private static boolean growsParsedLimits() {
    WasmModule module = Parser.parse(tables());
    table(Instance.builder(module).build()).grow(2, Value.REF_NULL_VALUE, null);
    return module.tableSection().getTable(0).limits().min() != 5;
  }

  private static boolean mixesInstancesUp() {
    Instance one = instance(tables(), InterpreterMachine::new);
    Instance two = instance(tables(), InterpreterMachine::new);
    TableInstance table = table(one);
    table.setRef(0, 0, one);
    table.setRef(1, 1, two);
    call(one, "copy", 1, 0, 2);
    return table.instance(1) != one || table.instance(2) != two;
  }

  /**
   * What calls slot 0 as {@code () -> i32}.
   *
   * @param type the number of that type, which is 0 in the module of the function
   */
  private static byte[] caller(int opcode, int type) {
    WasmWriter number = bytes(0x60, 0, 1, I32);
    return new ModuleBytes()
        .section(Section.TYPE, type == 0 ? number : bytes(0x60, 0, 0), number)
        .section(Section.FUNCTION, bytes(type))
        .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 1))
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .code(bytes(0x41, 0, opcode, type, 0))
        .toByteArray();
  }

  private static boolean cannotCallAnother(Instance caller) {
    byte[] other =
        new ModuleBytes()
            .section(Section.TYPE, bytes(0x60, 0, 1, I32))
            .section(Section.FUNCTION, bytes(0))
            .code(bytes(0x41, 7))
            .toByteArray();
    // With a machine of its own, as functions of Java have it.
    table(caller).setRef(0, 0, instance(other, unused -> (function, arguments) -> new long[] {7}));
    return call(caller, "f") != 7;
  }

  /** Whether an instruction does not trap that should, or changes slots and then does. */
  private static boolean wrapsRanges(Instance instance) {
    int[] operands = {0, 1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};
    TableInstance table = table(instance);
    for (String name : List.of("copy", "init", "fill")) {
      for (int target : operands) {
        for (int source : operands) {
          for (int length : operands) {
            for (int slot = 0; slot < 5; slot++) {
              table.setRef(slot, slot == 1 ? 1 : Value.REF_NULL_VALUE, instance);
            }
            boolean fits =
                end(target, length) <= 5
                    && (name.equals("fill")
                        || end(source, length) <= (name.equals("copy") ? 5 : 3));
            boolean failed = fails(() -> call(instance, name, target, source, length));
            if (failed == fits || (failed && (table.ref(1) != 1 || table.ref(2) >= 0))) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static long end(int start, int length) {
    return Integer.toUnsignedLong(start) + Integer.toUnsignedLong(length);
  }

  /** Whether the callee of a tail call is interpreted where the caller is. */
  private static boolean interpretsCallees() {
    byte[] bytes =
        new ModuleBytes()
            .types()
            .section(Section.FUNCTION, bytes(2), bytes(2))
            .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
            .code(bytes(Opcode.RETURN_CALL, 1), constant(7).append(bytes(0x69)))
            .toByteArray();
    WasmModule module = Parser.parse(bytes);
    List<OpCode> interpreted = new ArrayList<>();
    Instance instance =
        Instance.builder(module)
            .withMachineFactory(
                MachineFactoryCompiler.builder(module)
                    .withInterpretedFunctions(Set.of(0))
                    .withInterpreterFallback(InterpreterFallback.FAIL)
                    .compile())
            .withUnsafeExecutionListener(
                (instruction, stack) -> interpreted.add(instruction.opcode()))
            .build();
    assertThat(call(instance, "f")).isEqualTo(3);
    assertThat(interpreted).contains(OpCode.RETURN_CALL);
    return interpreted.contains(OpCode.I32_POPCNT);
  }

  /** The bytes of the largest method that switches over functions, of those with such names. */
  private static int largest(String prefix) {
    WasmModule module =
        Parser.parse(
            new ModuleBytes()
                .types()
                .functions(MANY)
                .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 1))
                .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
                .code(
                    Stream.generate(() -> bytes(0x41, 0, Opcode.CALL_INDIRECT, 0, 0))
                        .limit(MANY)
                        .toArray(WasmWriter[]::new))
                .toByteArray());
    List<Integer> sizes = new ArrayList<>();
    Compiler.builder(module)
        .withClassCollectorFactory(ByteClassCollector::new)
        .build()
        .compile()
        .classBytes()
        .values()
        .forEach(
            file ->
                new ClassReader(file)
                    .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                          @Override
                          public MethodVisitor visitMethod(
                              int access,
                              String name,
                              String descriptor,
                              String signature,
                              String[] exceptions) {
                            return new CodeSizeEvaluator(null) {
                              @Override
                              public void visitEnd() {
                                if (name.startsWith(prefix)
                                    && (!prefix.equals("call")
                                        || !name.matches("call_indirect_.*"))) {
                                  sizes.add(getMinSize());
                                }
                              }
                            };
                          }
                        },
                        0));
    assertThat(sizes).isNotEmpty();
    return sizes.stream().mapToInt(size -> size).max().orElseThrow();
  }
}
