package test;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasi.WasiOptions;
import dev.radicchio.Executable;
import dev.radicchio.GuestFunction;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.Engine;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.Slice;
import java.lang.AutoCloseable;
import java.lang.Double;
import java.lang.Float;
import java.lang.Integer;
import java.lang.Override;
import java.lang.String;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * {@link Studio}, linked as {@link StudioLayout} shows.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class LinkedStudio implements Studio, AutoCloseable {
  private final LinkedProgram program;

  private final Studio.Hosted hosted;

  private final Studio.Hello hello;

  private LinkedStudio(LinkedProgram program) {
    this.program = program;
    this.hosted = new HostedStub(program, "hosted");
    this.hello = new HelloStub(program, "hello");
  }

  private static LinkedStudio link(Hosts hosts) {
    return new LinkedStudio(Linkage.executable().instantiate(hosts));
  }

  @Override
  public Studio.Hosted hosted() {
    return hosted;
  }

  @Override
  public Studio.Hello hello() {
    return hello;
  }

  @Override
  public Heap heap() {
    return program.heap();
  }

  @Override
  public LinkedProgram program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
  }

  /**
   * Gives what guests import.
   *
   * @param host what guests import from {@code Env}
   * @return what takes the rest
   */
  public static WithEnv with(Studio.Env host) {
    Objects.requireNonNull(host, "host");
    Hosts hosts = Hosts.none();
    hosts.add("env", "twice", new FunctionType(List.of(ValType.F64), List.of(ValType.F64)), (caller, arguments) -> {
      return new long[] {Double.doubleToRawLongBits(host.twice(caller, Double.longBitsToDouble(arguments[0])))};
    });
    return new WithEnv(hosts);
  }

  /**
   * {@link LinkedStudio} with what has been given so far.
   */
  public static final class WithEnv {
    private final Hosts hosts;

    private WithEnv(Hosts hosts) {
      this.hosts = hosts;
    }

    /**
     * Gives what guests import.
     *
     * @param host what guests import from {@code Maths}
     * @return what takes the rest
     */
    public WithMaths with(Studio.Maths host) {
      Objects.requireNonNull(host, "host");
      hosts.add("math", "half", new FunctionType(List.of(ValType.F32), List.of(ValType.F32)), (caller, arguments) -> {
        return new long[] {Integer.toUnsignedLong(Float.floatToRawIntBits(host.halfOf(Float.intBitsToFloat((int) arguments[0]))))};
      });
      return new WithMaths(hosts);
    }
  }

  /**
   * {@link LinkedStudio} with what has been given so far.
   */
  public static final class WithMaths {
    private final Hosts hosts;

    private WithMaths(Hosts hosts) {
      this.hosts = hosts;
    }

    /**
     * Gives what guests import.
     *
     * @param options what guests see through WASI
     * @return what takes the rest
     */
    public WithWasi with(WasiOptions options) {
      Objects.requireNonNull(options, "options");
      hosts.add(ChicoryHosts.wasi(options));
      return new WithWasi(hosts);
    }
  }

  /**
   * {@link LinkedStudio} with what has been given so far.
   */
  public static final class WithWasi {
    private final Hosts hosts;

    private WithWasi(Hosts hosts) {
      this.hosts = hosts;
    }

    /**
     * Gives what guests import.
     *
     * @param values what else guests import
     * @return what takes the rest
     */
    public WithImportValues with(ImportValues values) {
      Objects.requireNonNull(values, "values");
      hosts.add(ChicoryHosts.of(values));
      return new WithImportValues(hosts);
    }
  }

  /**
   * {@link LinkedStudio} with what has been given so far.
   */
  public static final class WithImportValues {
    private final Hosts hosts;

    private WithImportValues(Hosts hosts) {
      this.hosts = hosts;
    }

    /**
     * Makes a program: its memory, with all instances. Its files are loaded the first time.
     *
     * @return the program, which the caller closes
     * @throws dev.radicchio.link.LinkException if a file of the program is missing, or not the one that it was compiled with
     */
    public LinkedStudio link() {
      return LinkedStudio.link(hosts);
    }
  }

  private static final class Linkage {
    private static Executable executable;

    static synchronized Executable executable() {
      if (executable == null) {
        WasmFile hosted = read("wasm/hosted.wasm", StudioLayout.Hosted.SHA256);
        WasmFile hello = read("wasm/hello.wasm", StudioLayout.Hello.SHA256);
        executable = Executable.of(Linker.create()
            .add("hosted", hosted)
            .add("hello", hello)
            .heap(new HeapPolicy.Guest("hello", "malloc", "free"))
            .host("env")
            .host("math")
            .host("wasi_snapshot_preview1")
            .host("settings")
            .region("mem.data_offset", 400, 4096)
            .region("mem.unused", 1, 16)
            .javaAllocates()
            .link(), Engine.named("chicory"));
      }
      return executable;
    }

    private static WasmFile read(String path, String sha256) {
      return WasmFile.read(path, LinkedStudio.class.getResourceAsStream("/" + path), sha256);
    }
  }

  private static final class HostedStub implements Studio.Hosted {
    private final GuestFunction quadruple;

    HostedStub(LinkedProgram program, String instance) {
      this.quadruple = program.function(instance, "quadruple");
    }

    @Override
    public double quadruple(double x) {
      return Double.longBitsToDouble(quadruple.call(Double.doubleToRawLongBits(x))[0]);
    }
  }

  private static final class HelloStub implements Studio.Hello {
    private final LinkedProgram program;

    private final GuestFunction copy;

    HelloStub(LinkedProgram program, String instance) {
      this.program = program;
      this.copy = program.function(instance, "copy");
    }

    @Override
    public String copy(String text) {
      try (Arena arena = program.heap().arena()) {
        Slice textSlice = arena.cString(text);
        int address = (int) copy.call(textSlice.address())[0];
        return address == 0 ? null : program.memory().readCString(address);
      }
    }
  }
}
