package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Alone;
import dev.radicchio.Host;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.memory.FlatMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Libraries that others wrote, all in one program: zlib and LZ4, each with relocations and as a
 * shared library, over the allocator of a module of its own; and SQLite twice, with allocators of
 * its own. They give known answers, those of the JDK's zlib, or those that they give alone.
 */
@Tag("slow")
final class LibrariesTest {
  private static final Path DIRECTORY = Path.of("target", "libraries");

  private static final List<String> QUERIES =
      List.of(
          "CREATE TABLE leaf(id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight REAL)",
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
              + " INSERT INTO leaf SELECT i, printf('leaf %04d', i * 7919 % 2000), i / 8.0 FROM n",
          "SELECT count(*), sum(id), avg(weight), min(name), max(name) FROM leaf",
          "CREATE INDEX by_name ON leaf(name); SELECT id FROM leaf WHERE name = 'leaf 0042'",
          "SELECT group_concat(name, ',') FROM (SELECT name FROM leaf ORDER BY weight DESC LIMIT 5)",
          "SELECT a.id, b.id FROM leaf a JOIN leaf b ON a.name = printf('leaf %04d', b.id)"
              + " WHERE a.id < 5 ORDER BY a.id",
          "SELECT printf('%.3f %e %5d|%-5s|', 3.14159, 12345.678, 42, 'ab'), hex(x'cafe'), 1 / 3.0",
          "BEGIN; DELETE FROM leaf WHERE id % 2; SELECT changes(); ROLLBACK; SELECT count(*) FROM leaf",
          "SELECT substr(name, 1, 4), count(*) FROM leaf GROUP BY 1 HAVING count(*) > 3",
          "SELECT no_such_column FROM leaf",
          "PRAGMA integrity_check");

  private static Host host;
  private static LinkedProgram program;

  private static WasmFile library(String name) throws IOException {
    return WasmFile.read(name + ".wasm", bytes(name));
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(DIRECTORY.resolve(name + ".wasm"));
  }

  @BeforeAll
  static void buildAndLink() throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder(
                "bash",
                Path.of("..", "corpus", "libraries", "build").toString(),
                DIRECTORY.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(output).isZero();

    Linker linker =
        Linker.create()
            .host("wasi_snapshot_preview1")
            .add("sqlite1", library("sqlite"))
            .add("zlib.relocs", library("zlib.relocs"))
            .add("lz4.relocs", library("lz4.relocs"))
            .add("heap", library("heap"))
            .add("lz4.second", library("lz4.relocs"))
            .add("lz4.dylink", library("lz4.dylink"))
            .add("zlib.dylink", library("zlib.dylink"))
            .add("sqlite2", library("sqlite"));
    assertThat(linker.plan().problems()).extracting(Problem::message).isEmpty();
    host = new Host();
    program =
        LinkedProgram.instantiate(
            linker.link(), Hosts.none().add(ChicoryHosts.of(host.functions())));
  }

  @AfterAll
  static void close() {
    program.close();
    host.close();
  }

  private static int call(String instance, String function, long... arguments) {
    return (int) program.function(instance, function).call(arguments)[0];
  }

  private static int allocate(int size) {
    int address = call("heap", "malloc", size);
    assertThat(address).isNotZero();
    return address;
  }

  private static int store(byte[] bytes) {
    int address = allocate(bytes.length);
    program.memory().write(address, bytes, 0, bytes.length);
    return address;
  }

  private static byte[] load(int address, int length) {
    byte[] bytes = new byte[length];
    program.memory().read(address, bytes, 0, length);
    return bytes;
  }

  /** Bytes with repetitions, as texts have them. */
  private static byte[] sample(int size) {
    Random random = new Random(size);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> words = List.of("radicchio ", "endive ", "chicory, ", "puntarelle\n", "0", "17 ");
    while (bytes.size() < size) {
      bytes.writeBytes(words.get(random.nextInt(words.size())).getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(bytes.toByteArray(), size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zlib.relocs", "zlib.dylink"})
  void zlibComputesTheChecksumsOfTheJdk(String zlib) {
    assertThat(checksum(zlib, "crc32", 0, "123456789".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(0xCBF43926);
    assertThat(checksum(zlib, "adler32", 1, "Wikipedia".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(0x11E60398);
    byte[] sample = sample(1_000_000);
    CRC32 crc = new CRC32();
    crc.update(sample);
    Adler32 adler = new Adler32();
    adler.update(sample);
    assertThat(checksum(zlib, "crc32", 0, sample)).isEqualTo((int) crc.getValue());
    assertThat(checksum(zlib, "adler32", 1, sample)).isEqualTo((int) adler.getValue());
  }

  private static int checksum(String zlib, String function, int start, byte[] bytes) {
    int address = store(bytes);
    int result = call(zlib, function, start, address, bytes.length);
    program.function("heap", "free").call(address);
    return result;
  }

  /** A block in memory. */
  private record Block(int address, int length) {}

  private static Block compress(String zlib, Block source, int level) {
    int bound = call(zlib, "compressBound", source.length);
    int target = allocate(bound);
    int length = allocate(4);
    program.memory().writeInt(length, bound);
    assertThat(call(zlib, "compress2", target, length, source.address, source.length, level))
        .isZero();
    return new Block(target, program.memory().readInt(length));
  }

  private static Block uncompress(String zlib, Block source, int expected) {
    int target = allocate(expected);
    int length = allocate(4);
    program.memory().writeInt(length, expected);
    assertThat(call(zlib, "uncompress", target, length, source.address, source.length)).isZero();
    return new Block(target, program.memory().readInt(length));
  }

  @ParameterizedTest
  @CsvSource({
    "zlib.relocs, zlib.dylink, 1",
    "zlib.dylink, zlib.relocs, 6",
    "zlib.relocs, zlib.relocs, 9",
    "zlib.dylink, zlib.dylink, 0"
  })
  void oneZlibReadsWhatTheOtherWroteWhereItIs(String writer, String reader, int level)
      throws DataFormatException {
    byte[] sample = sample(1 << 20);
    Block compressed = compress(writer, new Block(store(sample), sample.length), level);
    Block restored = uncompress(reader, compressed, sample.length);

    assertThat(load(restored.address, restored.length)).isEqualTo(sample);
    Inflater jdk = new Inflater();
    jdk.setInput(load(compressed.address, compressed.length));
    byte[] inflated = new byte[sample.length];
    assertThat(jdk.inflate(inflated)).isEqualTo(sample.length);
    assertThat(inflated).isEqualTo(sample);
    jdk.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zlib.relocs", "zlib.dylink"})
  void zlibReadsWhatTheJdkWrote(String zlib) {
    byte[] sample = sample(300_000);
    Deflater jdk = new Deflater(9);
    jdk.setInput(sample);
    jdk.finish();
    byte[] deflated = new byte[sample.length];
    deflated = Arrays.copyOf(deflated, jdk.deflate(deflated));
    jdk.end();

    Block source = new Block(store(deflated), deflated.length);
    Block restored = uncompress(zlib, source, sample.length);
    assertThat(load(restored.address, restored.length)).isEqualTo(sample);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4.relocs", "lz4.second", "lz4.dylink"})
  void lz4GivesKnownAnswers(String lz4) {
    assertThat(xxh32(lz4, "")).isEqualTo(0x02CC5D05);
    assertThat(xxh32(lz4, "abc")).isEqualTo(0x32D153FF);
    // one literal, 14 more of it from distance 1, then five literals
    byte[] block = {0x1A, 'a', 1, 0, 0x50, 'b', 'b', 'b', 'b', 'b'};
    int target = allocate(64);
    int length = call(lz4, "LZ4_decompress_safe", store(block), target, block.length, 64);
    assertThat(new String(load(target, length), StandardCharsets.UTF_8))
        .isEqualTo("a".repeat(15) + "bbbbb");
  }

  private static int xxh32(String lz4, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return call(lz4, "XXH32", store(bytes.length == 0 ? new byte[1] : bytes), bytes.length, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "lz4.relocs, lz4.second, LZ4_compress_default",
    "lz4.second, lz4.dylink, LZ4_compress_HC",
    "lz4.dylink, lz4.relocs, LZ4_compress_default"
  })
  void oneLz4ReadsWhatTheOtherWroteWhereItIs(String writer, String reader, String function) {
    byte[] sample = sample(500_000);
    int bound = call(writer, "LZ4_compressBound", sample.length);
    int source = store(sample);
    int target = allocate(bound);
    int length =
        function.endsWith("HC")
            ? call(writer, function, source, target, sample.length, bound, 9)
            : call(writer, function, source, target, sample.length, bound);
    assertThat(length).isBetween(1000, sample.length / 2);

    int restored = allocate(sample.length);
    assertThat(call(reader, "LZ4_decompress_safe", target, restored, length, sample.length))
        .isEqualTo(sample.length);
    assertThat(load(restored, sample.length)).isEqualTo(sample);
  }

  @Test
  void sqliteAnswersTwiceAsItDoesAlone() throws IOException {
    try (Host aloneHost = new Host()) {
      Alone alone = Alone.run(bytes("sqlite"), aloneHost);
      for (String query : QUERIES) {
        String expected = run(query, alone);
        assertThat(run(query, "sqlite1")).as(query).isEqualTo(expected);
        assertThat(run(query, "sqlite2")).as(query).isEqualTo(expected);
      }
    }
    assertThat(run("SELECT count(*), sum(id) FROM leaf", "sqlite1")).isEqualTo("2000|2001000\n");
    assertThat(run("PRAGMA integrity_check", "sqlite2")).isEqualTo("ok\n");
    run("DELETE FROM leaf WHERE id > 10", "sqlite1");
    assertThat(run("SELECT count(*) FROM leaf", "sqlite1")).isEqualTo("10\n");
    assertThat(run("SELECT count(*) FROM leaf", "sqlite2")).isEqualTo("2000\n");
  }

  private static String run(String sql, String instance) {
    FlatMemory memory = program.memory();
    byte[] bytes = (sql + "\0").getBytes(StandardCharsets.UTF_8);
    int query = call(instance, "text", bytes.length);
    memory.write(query, bytes, 0, bytes.length);
    int result = call(instance, "run", query);
    int end = result;
    while (memory.readByte(end) != 0) {
      end++;
    }
    String text = new String(load(result, end - result), StandardCharsets.UTF_8);
    program.function(instance, "discard").call(result);
    return text;
  }

  private static String run(String sql, Alone alone) {
    byte[] bytes = (sql + "\0").getBytes(StandardCharsets.UTF_8);
    int query = (int) alone.function("text").apply(bytes.length)[0];
    alone.memory().write(query, bytes);
    int result = (int) alone.function("run").apply(query)[0];
    String text = alone.memory().readCString(result);
    alone.function("discard").apply(result);
    return text;
  }
}
