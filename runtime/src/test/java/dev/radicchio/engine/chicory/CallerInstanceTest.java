package dev.radicchio.engine.chicory;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.export;
import static dev.radicchio.fixture.ModuleBytes.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.runtime.WasmStruct;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.radicchio.Engine;
import dev.radicchio.GuestTrapException;
import dev.radicchio.Hosts;
import dev.radicchio.IfEngineHas;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hosts throw and are handed that belongs to an instance. */
final class CallerInstanceTest {
  private static final int CAUGHT = 1;
  private static final int OF_ANOTHER_TAG = 2;

  /** Calls the host, and says whether it throws the tag that is exported, another, or nothing. */
  private static WasmFile catcher() {
    WasmWriter code =
        bytes(0x02, 0x40, 0x02, 0x40)
            .append(bytes(0x1F, 0x40, 2, 0x00, 1, 0, 0x02, 1, 0x10, 0, 0x0B))
            .append(bytes(0x41, 0, 0x0F, 0x0B))
            .append(bytes(0x41, CAUGHT, 0x0F, 0x0B))
            .append(bytes(0x41, OF_ANOTHER_TAG));
    return new ModuleBytes()
        .types()
        .imports(function("env", "call", 0))
        .section(Section.FUNCTION, bytes(2), bytes(0))
        .section(Section.TAG, bytes(0, 0), bytes(0, 0))
        .section(
            Section.EXPORT,
            export("other", ModuleBytes.TAG, 0),
            export("expected", ModuleBytes.TAG, 1),
            export("run", ModuleBytes.FUNCTION, 1),
            export("pass", ModuleBytes.FUNCTION, 2))
        .code(code, bytes(0x10, 0))
        .read("catcher.wasm");
  }

  private static HostFunction call(List<ValType> parameters, WasmFunctionHandle handle) {
    return new HostFunction("env", "call", FunctionType.of(parameters, List.of()), handle);
  }

  private static HostFunction throwing(String tag) {
    return call(
        List.of(),
        (caller, arguments) -> {
          throw new WasmException(caller, index(caller, tag), new long[0]);
        });
  }

  private static int index(Instance instance, String name) {
    ExportSection exports = instance.module().exportSection();
    for (int i = 0; i < exports.exportCount(); i++) {
      Export export = exports.getExport(i);
      if (export.name().equals(name)) {
        return export.index();
      }
    }
    throw new AssertionError("no export " + name);
  }

  private static Image catchers() {
    return Linker.create().add("one", catcher()).add("two", catcher()).host("env").link();
  }

  @ParameterizedTest
  @EnumSource
  void guestsCatchWhatHostsThrowWithTheirTags(Engine engine) {
    for (String tag : List.of("expected", "other")) {
      Hosts hosts = Hosts.none().add(ChicoryHosts.of(throwing(tag)));
      try (LinkedProgram program = engine.executable(catchers()).instantiate(hosts)) {
        for (String instance : List.of("one", "two")) {
          assertThat(program.function(instance, "run").call()[0])
              .as("%s of %s", tag, instance)
              .isEqualTo(tag.equals("expected") ? CAUGHT : OF_ANOTHER_TAG);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatNoGuestCatchesIsNamedAsTheProgramNamesIt(Engine engine) {
    Hosts hosts = Hosts.none().add(ChicoryHosts.of(throwing("expected")));
    try (LinkedProgram program = engine.executable(catchers()).instantiate(hosts)) {
      assertThatThrownBy(() -> program.function("two", "pass").call())
          .isInstanceOf(GuestTrapException.class)
          .hasMessage("two!pass trapped: no module caught the exception two!expected()");
    }
  }

  /** Chicory keeps objects in the instance that made them. */
  @ParameterizedTest
  @EnumSource
  @IfEngineHas(Shortcoming.COLLECTION)
  void hostsFindTheObjectsThatTheyAreHanded(Engine engine) {
    WasmFile maker =
        new ModuleBytes()
            .section(
                Section.TYPE,
                bytes(0x5F, 1, ModuleBytes.I32, 0),
                bytes(0x60, 1, 0x6B, 0),
                bytes(0x60, 0, 0))
            .imports(function("env", "call", 1))
            .section(Section.FUNCTION, bytes(2))
            .section(Section.EXPORT, export("run", ModuleBytes.FUNCTION, 1))
            .code(bytes(0x41, 42, 0xFB, 0, 0, 0x10, 0))
            .read("maker.wasm");
    List<Long> fields = new ArrayList<>();
    HostFunction host =
        call(
            List.of(ValType.StructRef),
            (caller, arguments) -> {
              fields.add(((WasmStruct) caller.gcRef((int) arguments[0])).field(0));
              return null;
            });
    Image image = Linker.create().add("one", maker).host("env").link();
    try (LinkedProgram program =
        engine.executable(image).instantiate(Hosts.none().add(ChicoryHosts.of(host)))) {
      program.function("one", "run").call();
    }
    assertThat(fields).containsExactly(42L);
  }
}
