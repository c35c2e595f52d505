package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.corpus.Corpus;
import dev.radicchio.corpus.Row;
import dev.radicchio.corpus.Scenario;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.MemoryAccessException;
import dev.radicchio.wat.WatModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** WASI reads and writes the memory at its callers' addresses, wherever they are. */
final class WasiTest {
  private static final String WASI = "wasi_snapshot_preview1";
  private static final int PAGE = 65536;

  /** Calls what takes pointers, pointers to pointers among them; {@code all} keeps the results. */
  private static final byte[] GUEST =
      WatModule.encode(
          """
          (module
            (import "wasi_snapshot_preview1" "fd_write"
              (func $fd_write (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_read"
              (func $fd_read (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "random_get"
              (func $random_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "args_sizes_get"
              (func $args_sizes_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "args_get"
              (func $args_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "environ_sizes_get"
              (func $environ_sizes_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "environ_get"
              (func $environ_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "clock_time_get"
              (func $clock_time_get (param i32 i64 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_prestat_get"
              (func $fd_prestat_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
            (memory (export "memory") 1)
            (data (i32.const 1024) "Hello, \\0a\\00\\00\\00world")
            (data (i32.const 1040)
              "\\00\\04\\00\\00\\07\\00\\00\\00" "\\0b\\04\\00\\00\\05\\00\\00\\00"
              "\\07\\04\\00\\00\\01\\00\\00\\00")
            (data (i32.const 1064) "\\00\\08\\00\\00\\03\\00\\00\\00" "\\10\\08\\00\\00\\20\\00\\00\\00")
            (func (export "all")
              (i32.store (i32.const 1100)
                (call $fd_write (i32.const 1) (i32.const 1040) (i32.const 3) (i32.const 1104)))
              (i32.store (i32.const 1108)
                (call $fd_read (i32.const 0) (i32.const 1064) (i32.const 2) (i32.const 1112)))
              (i32.store (i32.const 1116) (call $random_get (i32.const 2100) (i32.const 37)))
              (i32.store (i32.const 1120) (call $args_sizes_get (i32.const 1124) (i32.const 1128)))
              (i32.store (i32.const 1132) (call $args_get (i32.const 2200) (i32.const 2300)))
              (i32.store (i32.const 1136)
                (call $environ_sizes_get (i32.const 1140) (i32.const 1144)))
              (i32.store (i32.const 1148) (call $environ_get (i32.const 2400) (i32.const 2500)))
              (i32.store (i32.const 1152)
                (call $clock_time_get (i32.const 0) (i64.const 1) (i32.const 1160)))
              (i32.store (i32.const 1156) (call $fd_prestat_get (i32.const 3) (i32.const 1168))))
            (func (export "write") (param $iovecs i32) (param $count i32) (result i32)
              (call $fd_write
                (i32.const 1) (local.get $iovecs) (local.get $count) (i32.const 1104)))
            (func (export "iovec") (param $at i32) (param $pointer i32) (param $length i32)
              (i32.store (local.get $at) (local.get $pointer))
              (i32.store offset=4 (local.get $at) (local.get $length)))
            (func (export "leave") (param i32)
              (call $proc_exit (local.get 0))))
          """);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private WasiOptions options() {
    return WasiOptions.builder()
        .withStdin(new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.US_ASCII)))
        .withStdout(printed)
        .withArguments(List.of("program", "--flag", "caf\u00e9"))
        .withEnvironment("NAME", "value")
        .withClock(Clock.fixed(Instant.ofEpochSecond(1_000_000_000, 7), ZoneOffset.UTC))
        .withRandom(new Random(1))
        .build();
  }

  private static Linker linker() {
    WasmFile guest = WasmFile.read("guest.wasm", GUEST);
    return Linker.create()
        .add("home", guest)
        .add("moved", guest)
        .add("reaching", guest)
        .reachBelow("reaching")
        .host(WASI);
  }

  /** What each of three has in its memory that run alone one after the other, and share a WASI. */
  private List<byte[]> alone() {
    WasiPreview1 wasi = WasiPreview1.builder().withOptions(options()).build();
    return List.of(alone(wasi), alone(wasi), alone(wasi));
  }

  private static byte[] alone(WasiPreview1 wasi) {
    Instance alone =
        Instance.builder(Parser.parse(GUEST))
            .withImportValues(ImportValues.builder().addFunction(wasi.toHostFunctions()).build())
            .build();
    alone.export("all").apply();
    return alone.memory().readBytes(1024, 2000);
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheSameBytesAsAlone(Engine engine) {
    List<byte[]> expected = alone();
    String printedAlone = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    Image image = linker().link();
    try (LinkedProgram program =
        engine.executable(image).instantiate(Hosts.none().add(ChicoryHosts.wasi(options())))) {
      List<String> instances = List.of("home", "moved", "reaching");
      for (String instance : instances) {
        program.function(instance, "all").call();
      }
      for (int i = 0; i < 3; i++) {
        int base = (int) image.layout().instance(instances.get(i)).base();
        assertThat(program.memory().slice(base + 1024, 2000).toByteArray())
            .as(instances.get(i))
            .isEqualTo(expected.get(i));
      }
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(printedAlone)
        .isEqualTo("Hello, world\n".repeat(3));
  }

  @ParameterizedTest
  @EnumSource
  void writesWhatABufferOfAnotherInstanceHas(Engine engine) {
    Image image = linker().link();
    int base = (int) image.layout().instance("moved").base();
    try (LinkedProgram program =
        engine.executable(image).instantiate(Hosts.none().add(ChicoryHosts.wasi(options())))) {
      program.memory().writeInt(base + PAGE - 8, 1024 - base); // an address of the first
      program.memory().writeInt(base + PAGE - 4, 6);

      assertThat(program.function("moved", "write").call(PAGE - 8, 1)[0]).isZero();
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("Hello,");
  }

  @ParameterizedTest
  @EnumSource
  void whatItThrowsReachesJavaAsItIs(Engine engine) {
    try (LinkedProgram program =
        engine
            .executable(linker().link())
            .instantiate(Hosts.none().add(ChicoryHosts.wasi(options())))) {
      for (String instance : List.of("home", "moved", "reaching")) {
        assertThatThrownBy(() -> program.function(instance, "leave").call(3))
            .isInstanceOfSatisfying(
                WasiExitException.class, e -> assertThat(e.exitCode()).isEqualTo(3));
        assertThatThrownBy(() -> program.function(instance, "write").call(Integer.MAX_VALUE, 1))
            .isInstanceOf(MemoryAccessException.class);
      }
    }
  }

  private static Stream<Row> absoluteRows() {
    return Corpus.rows().stream()
        .filter(row -> row.hosts().contains(WASI) && row.model().equals("absolute"));
  }

  @ParameterizedTest
  @MethodSource("absoluteRows")
  void librariesComputeAndPrintWhereverTheyAre(Row row) {
    List<String> instances = List.of("one", "two", "three");
    Linker linker = Linker.create().host(WASI);
    for (String instance : instances) {
      linker.add(instance, row.read()).growPages(instance, 64);
    }
    Image image = linker.link();

    assertThat(image.layout().instance("three").base()).isPositive();
    try (Host host = new Host();
        LinkedProgram program =
            LinkedProgram.instantiate(image, Hosts.none().add(ChicoryHosts.of(host.functions())))) {
      Scenario scenario = Scenario.of(row, instances);
      assertThat(scenario.differences(scenario.run(program::function, host))).isEmpty();
    }
  }
}
