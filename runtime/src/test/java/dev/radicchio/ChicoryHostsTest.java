package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.MemoryAccessException;
import dev.radicchio.wat.WatModule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chicory's host functions get each instance as if it ran alone. */
final class ChicoryHostsTest {
  private static final int PAGE = 65536;

  /** Cannot be moved, so that of three the first stays at home and the others are rebased. */
  private static final byte[] PLUGIN =
      WatModule.encode(
          """
          (module
            (import "env" "ask" (func $ask (param i32) (result i32)))
            (memory (export "memory") 1 5)
            (table $functions (export "functions") 3 funcref)
            (global $next (mut i32) (i32.const 4096))
            (global $level (export "level") (mut i32) (i32.const 7))
            (elem (i32.const 1) func $twice)
            (data (i32.const 1024) "here")
            (func $twice (param i32) (result i32)
              (i32.add (local.get 0) (local.get 0)))
            (func $alloc (export "alloc") (param $bytes i32) (result i32)
              (global.get $next)
              (global.set $next (i32.add (global.get $next) (local.get $bytes))))
            (func $fail (export "fail")
              (unreachable))
            (func $run (export "run") (param i32) (result i32)
              (call $ask (local.get 0)))
            (func $byte (export "byte") (param i32) (result i32)
              (i32.load8_u (local.get 0)))
            (func $indirect (export "indirect") (param i32) (result i32)
              (call_indirect (param i32) (result i32) (local.get 0) (i32.const 1))))
          """);

  /** Has no data of its own, so that it lies nowhere. */
  private static final byte[] MOVABLE =
      WatModule.encode(
          """
          (module
            (import "env" "ask" (func $ask (param i32) (result i32)))
            (memory (export "mem") 1)
            (func $alloc (export "alloc") (param $bytes i32) (result i32)
              (i32.const 0))
            (func $run (export "run") (param i32) (result i32)
              (call $ask (local.get 0))))
          """);

  private static final List<String> PLUGINS = List.of("home", "moved", "reaching");

  private static HostFunction ask(WasmFunctionHandle handle) {
    return new HostFunction(
        "env", "ask", FunctionType.of(List.of(ValType.I32), List.of(ValType.I32)), handle);
  }

  private static Linker plugins() {
    WasmFile plugin = WasmFile.read("plugin.wasm", PLUGIN);
    Linker linker = Linker.create().host("env");
    PLUGINS.forEach(name -> linker.add(name, plugin));
    return linker.growPages("moved", 3).reachBelow("reaching");
  }

  private static Instance alone(HostFunction host) {
    return Instance.builder(Parser.parse(PLUGIN))
        .withImportValues(ImportValues.builder().addFunction(host).build())
        .build();
  }

  /** What a host tells of its callers. */
  private interface Question {
    Object ask(Instance caller, int argument);
  }

  /** Asks a question when a guest calls, and keeps the answer. */
  private static HostFunction answering(List<Object> answers, Question question) {
    return ask(
        (caller, arguments) -> {
          answers.add(question.ask(caller, (int) arguments[0]));
          return new long[] {0};
        });
  }

  private static List<Object> answers(Engine engine, Linker linker, Question question) {
    List<Object> answers = new ArrayList<>();
    Hosts hosts = Hosts.none().add(ChicoryHosts.of(answering(answers, question)));
    try (LinkedProgram program = engine.executable(linker.link()).instantiate(hosts)) {
      for (String plugin : PLUGINS) {
        program.function(plugin, "run").call(21);
      }
    }
    return answers;
  }

  private static void assertAsAlone(Engine engine, Question question) {
    List<Object> alone = new ArrayList<>();
    alone(answering(alone, question)).export("run").apply(21);
    assertThat(answers(engine, plugins(), question))
        .hasSize(PLUGINS.size())
        .containsOnly(alone.get(0));
  }

  @Test
  void oneInstanceIsAtHomeAndTheOthersAreRebased() {
    assertThat(plugins().link().layout().instances())
        .extracting(instance -> instance.model() + " " + (instance.base() > 0))
        .containsExactly("absolute false", "rebased true", "rebased true");
  }

  @ParameterizedTest
  @EnumSource
  void callTheirCallersAllocator(Engine engine) {
    Question question =
        (caller, argument) -> {
          int pointer = (int) caller.export("alloc").apply(64)[0];
          caller.memory().writeCString(pointer, "text " + argument);
          int next = (int) caller.exports().function("alloc").apply(1)[0];
          return pointer
              + " "
              + next
              + " "
              + caller.export("byte").apply(pointer + 5)[0]
              + " "
              + caller.memory().readCString(pointer);
        };

    assertAsAlone(engine, question);
  }

  @ParameterizedTest
  @EnumSource
  void readStaticDataWhereTheModuleHasIt(Engine engine) {
    assertAsAlone(
        engine,
        (caller, argument) ->
            caller.memory().readString(1024, 4)
                + caller.exports().memory("memory").readString(1024, 4)
                + caller.memory(0).readString(1024, 4));
  }

  @ParameterizedTest
  @EnumSource
  void seeGlobalsByTheirNames(Engine engine) {
    assertAsAlone(
        engine,
        (caller, argument) -> {
          long before = caller.exports().global("level").getValue();
          caller.exports().global("level").setValue(before + argument);
          return before + " " + caller.exports().global("level").getValue();
        });
  }

  @ParameterizedTest
  @EnumSource
  void callWhatItsTableHas(Engine engine) {
    assertAsAlone(
        engine,
        (caller, argument) -> {
          int reference = caller.exports().table("functions").requiredRef(1);
          return caller.getMachine().call(reference, new long[] {argument})[0]
              + " "
              + caller.type(caller.functionType(reference))
              + " "
              + caller.exportType("byte")
              + " "
              + caller.export("indirect").apply(argument)[0];
        });
  }

  @ParameterizedTest
  @EnumSource
  void getTheSameInstanceEachTime(Engine engine) {
    List<Object> seen = new ArrayList<>();
    Hosts hosts = Hosts.none().add(ChicoryHosts.of(answering(seen, (caller, argument) -> caller)));
    try (LinkedProgram program = engine.executable(plugins().link()).instantiate(hosts)) {
      for (String plugin : List.of("home", "moved", "home", "moved")) {
        program.function(plugin, "run").call(0);
      }
    }
    assertThat(seen.get(2)).isSameAs(seen.get(0));
    assertThat(seen.get(3)).isSameAs(seen.get(1)).isNotSameAs(seen.get(0));
  }

  @ParameterizedTest
  @EnumSource
  void callAModuleThatIsNotAbsoluteByItsNamesToo(Engine engine) {
    List<Object> answers = new ArrayList<>();
    Hosts hosts =
        Hosts.none()
            .add(
                ChicoryHosts.of(
                    answering(
                        answers,
                        (caller, argument) ->
                            List.of(
                                caller.export("alloc").apply(8)[0],
                                caller.exports().memory("mem").pages()
                                    == caller.memory().pages()))));
    Image image =
        Linker.create()
            .add("one", WasmFile.read("movable.wasm", MOVABLE))
            .add("two", WasmFile.read("movable.wasm", MOVABLE))
            .host("env")
            .link();
    try (LinkedProgram program = engine.executable(image).instantiate(hosts)) {
      program.function("one", "run").call(0);
      program.function("two", "run").call(0);
    }
    assertThat(answers).containsExactly(List.of(0L, true), List.of(0L, true));
  }

  @ParameterizedTest
  @EnumSource
  void seeThePagesOfARebasedCallerAndGrowThem(Engine engine) {
    Question question =
        (caller, argument) -> {
          Memory memory = caller.memory();
          return List.of(
              memory.pages(),
              memory.grow(2),
              memory.pages(),
              memory.initialPages(),
              memory.grow(3),
              memory.grow(1),
              memory.pages(),
              memory.readInt(4 * PAGE - 4));
        };
    List<Object> alone = new ArrayList<>();
    alone(answering(alone, question)).export("run").apply(0);
    List<Object> answers = new ArrayList<>();
    Hosts hosts = Hosts.none().add(ChicoryHosts.of(answering(answers, question)));
    try (LinkedProgram program = engine.executable(plugins().link()).instantiate(hosts)) {
      int pages = program.memory().pages();
      program.function("moved", "run").call(0);

      assertThat(program.memory().pages()).isEqualTo(pages);
    }
    assertThat(answers).isEqualTo(alone).containsExactly(List.of(1, 1, 3, 1, -1, 3, 4, 0));
  }

  @ParameterizedTest
  @EnumSource
  void seeTheProgramsMemoryWhereTheCallerDoes(Engine engine) {
    List<Object> answers = new ArrayList<>();
    Hosts hosts =
        Hosts.none()
            .add(
                ChicoryHosts.of(
                    answering(
                        answers,
                        (caller, argument) ->
                            List.of(caller.memory().grow(1), caller.memory().pages()))));
    try (LinkedProgram program = engine.executable(plugins().link()).instantiate(hosts)) {
      int pages = program.memory().pages();
      program.function("home", "run").call(0);

      assertThat(answers).containsExactly(List.of(pages, pages + 1));
      assertThat(program.memory().pages()).isEqualTo(pages + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reachTheWholeMemoryAndNothingElse(Engine engine) {
    Image image = plugins().link();
    int base = (int) image.layout().instance("moved").base();
    List<Object> answers = new ArrayList<>();
    Hosts hosts =
        Hosts.none()
            .add(
                ChicoryHosts.of(
                    answering(answers, (caller, at) -> caller.memory().readString(at, 4))));
    try (LinkedProgram program = engine.executable(image).instantiate(hosts)) {
      int other = (int) image.layout().instance("reaching").base();
      int end = program.memory().size() - base;
      program.memory().writeInt(program.memory().size() - 4, 0x21646e65);
      program.function("moved", "run").call(other - base + 1024);
      program.function("moved", "run").call(1024 - base);
      program.function("moved", "run").call(end - 4);

      assertThat(answers).containsExactly("here", "here", "end!");
      for (int at : new int[] {end - 3, end, Integer.MAX_VALUE, -base - 1}) {
        assertThatThrownBy(() -> program.function("moved", "run").call(at))
            .as("at 0x%x", at)
            .isInstanceOf(MemoryAccessException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void mayServeAllInstancesByName(Engine engine) {
    Linker linker = plugins().hostByName("env");

    assertThat(Parser.parse(linker.link().bytes()).importSection().stream())
        .extracting(imported -> imported.module() + "." + imported.name())
        .containsExactly("env.ask", "env.moved!ask", "env.reaching!ask");
    assertThat(answers(engine, linker, (caller, argument) -> caller.memory().readString(1024, 4)))
        .containsExactly("here", "here", "here");
  }

  @ParameterizedTest
  @EnumSource
  void whatTheyThrowReachesJavaAsItIs(Engine engine) {
    IllegalStateException thrown = new IllegalStateException("not today");
    Hosts hosts =
        Hosts.none()
            .add(
                ChicoryHosts.of(
                    ask(
                        (caller, arguments) -> {
                          throw thrown;
                        })));
    try (LinkedProgram program = engine.executable(plugins().link()).instantiate(hosts)) {
      for (String plugin : PLUGINS) {
        assertThatThrownBy(() -> program.function(plugin, "run").call(0)).isSameAs(thrown);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTrapOfWhatTheyCallReachesThemAsAlone(Engine engine) {
    Question question =
        (caller, argument) -> {
          try {
            caller.export("fail").apply();
            return "nothing";
          } catch (RuntimeException e) {
            return e.getClass() + " " + e.getMessage();
          }
        };

    assertAsAlone(engine, question);
  }

  @ParameterizedTest
  @EnumSource
  void typedHostsTranslateWhatTheyAreTold(Engine engine) {
    List<Object> answers = new ArrayList<>();
    Hosts hosts =
        Hosts.none()
            .add(
                "env",
                "ask",
                new dev.radicchio.binary.FunctionType(
                    List.of(dev.radicchio.binary.ValType.I32),
                    List.of(dev.radicchio.binary.ValType.I32)),
                (caller, arguments) -> {
                  int address = caller.address((int) arguments[0]);
                  answers.add(
                      List.of(
                          caller.instance(),
                          caller.memory().readInt(address) == 0x65726568,
                          caller.pointerTo(address),
                          caller.address(0),
                          caller.pointerTo(0)));
                  return new long[] {0};
                });
    try (LinkedProgram program = engine.executable(plugins().link()).instantiate(hosts)) {
      PLUGINS.forEach(plugin -> program.function(plugin, "run").call(1024));
    }
    assertThat(answers)
        .containsExactly(
            List.of("home", true, 1024, 0, 0),
            List.of("moved", true, 1024, 0, 0),
            List.of("reaching", true, 1024, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void typedHostsGrowWhatTheCallerSees(Engine engine) {
    List<Integer> answers = new ArrayList<>();
    Hosts hosts =
        Hosts.none()
            .add(
                "env",
                "ask",
                new dev.radicchio.binary.FunctionType(
                    List.of(dev.radicchio.binary.ValType.I32),
                    List.of(dev.radicchio.binary.ValType.I32)),
                (caller, arguments) -> {
                  answers.add(caller.grow((int) arguments[0]));
                  return new long[] {0};
                });
    try (LinkedProgram program = engine.executable(plugins().link()).instantiate(hosts)) {
      int pages = program.memory().pages();
      for (int more : new int[] {2, 3, 1, 0}) {
        program.function("moved", "run").call(more);
      }
      assertThat(answers).containsExactly(1, -1, 3, 4);
      assertThat(program.memory().pages()).isEqualTo(pages);

      program.function("home", "run").call(2);
      assertThat(answers.get(4)).isEqualTo(pages);
      assertThat(program.memory().pages()).isEqualTo(pages + 2);
    }
  }
}
