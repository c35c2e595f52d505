package dev.radicchio;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * WASI for guests, and the few functions that Emscripten's JavaScript has for them. What they print
 * is kept, and time and chance are the same each time.
 */
public final class Host implements AutoCloseable {
  /** Emscripten's memory does not grow unless that is asked for; 0 says so. */
  private static final HostFunction RESIZE_HEAP =
      new HostFunction(
          "env",
          "emscripten_resize_heap",
          FunctionType.of(List.of(ValType.I32), List.of(ValType.I32)),
          (instance, arguments) -> new long[] {0});

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final WasiPreview1 wasi =
      WasiPreview1.builder()
          .withOptions(
              WasiOptions.builder()
                  .withStdout(output)
                  .withStderr(OutputStream.nullOutputStream())
                  .withClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                  .withRandom(new Random(1))
                  .build())
          .build();

  /** The functions. */
  public HostFunction[] functions() {
    List<HostFunction> functions = new ArrayList<>(List.of(wasi.toHostFunctions()));
    functions.add(RESIZE_HEAP);
    return functions.toArray(HostFunction[]::new);
  }

  /** What the guests have printed to standard output since this was last asked. */
  public byte[] takeOutput() {
    byte[] taken = output.toByteArray();
    output.reset();
    return taken;
  }

  @Override
  public void close() {
    wasi.close();
  }
}
