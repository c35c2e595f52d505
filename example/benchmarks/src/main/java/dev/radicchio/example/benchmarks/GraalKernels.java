package dev.radicchio.example.benchmarks;

import dev.radicchio.GuestFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;

/** Kernels in GraalWasm, as it runs on any JDK: interpreted where that has no Graal compiler. */
final class GraalKernels implements AutoCloseable {
  private static final String WASM = "wasm";

  private final Context context =
      Context.newBuilder(WASM)
          .allowExperimentalOptions(true)
          .option("engine.WarnInterpreterOnly", "false")
          .build();

  /** Whether it runs on this JDK: GraalWasm 24.2 uses what JDK 21 brought. */
  static boolean present() {
    return Runtime.version().feature() >= 21;
  }

  GuestFunction function(String kernel) {
    Value run = instance(kernel).getMember("run");
    return arguments -> new long[] {run.execute().asInt()};
  }

  private Value instance(String kernel) {
    ByteSequence bytes = ByteSequence.create(Guests.bytes(kernel));
    try {
      return context.eval(Source.newBuilder(WASM, bytes, kernel).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
