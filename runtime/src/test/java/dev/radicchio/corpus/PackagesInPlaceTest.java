package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.GuestTrapException;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.Peer;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two packages whose authors knew nothing of each other, in one memory: libsodium, by Emscripten,
 * hashes what a decoder of Brotli, in Rust, has written, where that is. The compressed text and its
 * hashes are Node's.
 */
@Tag("slow")
final class PackagesInPlaceTest {
  private static final String BROTLI = "brotli-dec-wasm";
  private static final String SODIUM = "libsodium";

  /** What Emscripten has made of the names of functions. */
  private static final String MALLOC = "Ee";

  private static final String GENERIC_HASH = "Ja";
  private static final String HASH = "Pa";

  private static final int HASH_BYTES = 64;

  /** The decoder keeps the last 4 MiB of what it has written, besides the result. */
  private static final int DECODER_PAGES = 160;

  private static final String ORACLE =
      """
      const { createHash } = require("crypto");
      let text = "";
      for (let i = 0; i < 20000; i++) {
        text += `leaf ${i * 7919 % 20011} of radicchio\\n`;
      }
      console.log(require("zlib").brotliCompressSync(text).toString("hex"));
      console.log(Buffer.byteLength(text));
      console.log(createHash("blake2b512").update(text).digest("hex"));
      console.log(createHash("sha512").update(text).digest("hex"));
      """;

  private static Map<String, PublishedModule> modules;
  private static byte[] compressed;
  private static int textBytes;
  private static String blake2b;
  private static String sha512;

  @BeforeAll
  static void askNode() throws IOException {
    modules =
        PublishedModule.all().stream()
            .filter(module -> List.of(BROTLI, SODIUM).contains(module.name()))
            .collect(Collectors.toMap(PublishedModule::name, module -> module));
    Peer.Result result = Peer.run(List.of("node", "-e", ORACLE));
    assertThat(result.status()).as(result.output()).isZero();
    List<String> lines = result.output().lines().toList();
    compressed = HexFormat.of().parseHex(lines.get(0));
    textBytes = Integer.parseInt(lines.get(1));
    blake2b = lines.get(2);
    sha512 = lines.get(3);
  }

  @Test
  void theLowerOneHashesWhatARebasedOneHasWritten() throws IOException {
    try (Pair pair = link(linker -> linker, SODIUM, BROTLI)) {
      assertThat(pair.model(SODIUM)).isEqualTo(RelocationModel.ABSOLUTE);
      assertThat(pair.model(BROTLI)).isEqualTo(RelocationModel.REBASED);
      assertThatHashesAreNodes(pair);
    }
  }

  @Test
  void aRebasedOneHashesWhatIsBelowItsBase() throws IOException {
    try (Pair pair = link(linker -> linker.reachBelow(SODIUM), BROTLI, SODIUM)) {
      assertThat(pair.model(BROTLI)).isEqualTo(RelocationModel.ABSOLUTE);
      assertThat(pair.model(SODIUM)).isEqualTo(RelocationModel.REBASED);
      assertThatHashesAreNodes(pair);
    }
  }

  @Test
  void whatIsBelowItsBaseIsOutOfReachUnlessThatIsAskedFor() throws IOException {
    try (Pair pair = link(linker -> linker, BROTLI, SODIUM)) {
      int text = pair.decompress();
      assertThatThrownBy(() -> pair.hash(GENERIC_HASH, text))
          .isInstanceOf(GuestTrapException.class);
    }
  }

  private static void assertThatHashesAreNodes(Pair pair) {
    int text = pair.decompress();
    assertThat(pair.hash(GENERIC_HASH, text)).isEqualTo(blake2b);
    assertThat(pair.hash(HASH, text)).isEqualTo(sha512);
  }

  private static Pair link(UnaryOperator<Linker> settings, String... names) throws IOException {
    Linker linker = Linker.create();
    for (String name : names) {
      WasmFile file = WasmFile.read(name + ".wasm", modules.get(name).bytes());
      linker.add(name, file);
      file.functionImports().forEach(imported -> linker.host(imported.module()));
    }
    LinkPlan plan = settings.apply(linker.growPages(BROTLI, DECODER_PAGES)).plan();
    Image image = plan.link();
    Hosts hosts = Hosts.none();
    for (String name : names) {
      int base = (int) image.layout().instance(name).base();
      PackageCalls calls = new PackageCalls(modules.get(name), name, base);
      plan.hostImports().stream()
          .filter(imported -> imported.instance().equals(name))
          .forEach(imported -> calls.addHost(hosts, imported));
    }
    return new Pair(LinkedProgram.instantiate(image, hosts));
  }

  /** A program of both. Addresses are the program's. */
  private record Pair(LinkedProgram program) implements AutoCloseable {
    RelocationModel model(String instance) {
      return program.layout().instance(instance).model();
    }

    private int base(String instance) {
      return (int) program.layout().instance(instance).base();
    }

    private long[] call(String instance, String function, long... arguments) {
      return program.function(instance, function).call(arguments);
    }

    /** Has the text decompressed into memory of the decoder, and returns where. */
    int decompress() {
      call(BROTLI, "__wbindgen_start");
      int source = (int) call(BROTLI, "__wbindgen_malloc", compressed.length, 1)[0];
      program.memory().write(source + base(BROTLI), compressed, 0, compressed.length);
      long[] result = call(BROTLI, "decompress", source, compressed.length);
      assertThat((int) result[1]).isEqualTo(textBytes);
      return (int) result[0] + base(BROTLI);
    }

    String hash(String function, int text) {
      int hash = (int) call(SODIUM, MALLOC, HASH_BYTES)[0];
      int seen = text - base(SODIUM);
      if (function.equals(HASH)) {
        call(SODIUM, function, hash, seen, textBytes, 0);
      } else {
        call(SODIUM, function, hash, HASH_BYTES, seen, textBytes, 0, 0, 0);
      }
      byte[] bytes = new byte[HASH_BYTES];
      program.memory().read(hash + base(SODIUM), bytes, 0, HASH_BYTES);
      return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
      program.close();
    }
  }
}
