package dev.radicchio.example.benchmarks;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmReader;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.WasmFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The modules, for Radicchio and for what it is compared with. */
final class Guests {
  private static final int HEADER_BYTES = 8;

  private Guests() {}

  static byte[] bytes(String guest) {
    return resource("/wasm/" + guest + ".wasm");
  }

  static WasmFile file(String guest) {
    return WasmFile.read(guest, bytes(guest));
  }

  /** A module as it would have been published: nothing in it says how to move it. */
  static byte[] published(byte[] module) {
    WasmReader in = new WasmReader(module, HEADER_BYTES, module.length);
    WasmWriter out = new WasmWriter().bytes(module, 0, HEADER_BYTES);
    while (!in.atEnd()) {
      int start = in.position();
      int id = in.u8();
      int size = in.u32();
      int end = in.position() + size;
      if (id != Section.CUSTOM) {
        out.bytes(module, start, end);
      }
      in = new WasmReader(module, end, module.length);
    }
    return out.toByteArray();
  }

  static byte[] resource(String name) {
    try (InputStream in = Guests.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not yet built, for Chicory alone: compiled, as Radicchio compiles its images. */
  static Instance.Builder chicory(byte[] bytes) {
    WasmModule module = Parser.parse(bytes);
    return Instance.builder(module).withMachineFactory(MachineFactoryCompiler.compile(module));
  }
}
