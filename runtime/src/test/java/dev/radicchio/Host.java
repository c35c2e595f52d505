package dev.radicchio;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/** WASI for guests: what they print is kept, and time and chance are the same each time. */
public final class Host implements AutoCloseable {
  /** The module that WASI functions are imported from. */
  public static final String WASI = "wasi_snapshot_preview1";

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
    return wasi.toHostFunctions();
  }

  /** The functions as Chicory wants them. */
  public ImportValues imports() {
    return ImportValues.builder().addFunction(functions()).build();
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
