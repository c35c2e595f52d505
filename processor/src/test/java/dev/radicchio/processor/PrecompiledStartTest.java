package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.codes;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are compiled to bytecode, in a JVM that has only what they need. */
class PrecompiledStartTest {
  /** Chicory's compiler, what that is written with, and this project's own tests. */
  private static final Pattern NOT_NEEDED =
      Pattern.compile("compiler-\\d.*\\.jar|asm(-.*)?-\\d.*\\.jar|test-classes");

  @TempDir private Path classes;

  /** The modules are among the test's classes, and so are not there. */
  @Test
  void runsWithoutTheCompilerAndTheModules() throws Exception {
    Compilation compilation =
        Compile.compile(
            source(
                "P",
                "@SharedMemory(precompile = true, hosts = P.H.class) interface P {",
                "  Scalars scalars();",
                "  @WasmModule(\"wasm/scalars.wasm\") interface Scalars { int add(int a, int b); }",
                "  Counter counter();",
                "  @WasmModule(\"wasm/counter.wasm\") interface Counter { int step(int by); }",
                "  @WasmHost(\"env\") interface H { void none(); }",
                "}"),
            source(
                "Main",
                "public class Main {",
                "  public static void main(String[] arguments) {",
                "    for (String name : java.util.List.of(",
                "        \"com.dylibso.chicory.compiler.internal.Compiler\",",
                "        \"org.objectweb.asm.ClassWriter\")) {",
                "      try {",
                "        System.out.println(Class.forName(name));",
                "      } catch (ClassNotFoundException e) {",
                "        System.out.println(\"none\");",
                "      }",
                "    }",
                "    System.out.println(Main.class.getResource(\"/wasm/scalars.wasm\"));",
                "    try (LinkedP p = LinkedP.with(() -> {}).link()) {",
                "      System.out.println(p.scalars().add(40, 2) + p.counter().step(1));",
                "    }",
                "  }",
                "}"));
    assertThat(compilation.errors()).as("%s", codes(compilation)).isEmpty();
    write(compilation);

    assertThat(run("test.Main")).containsExactly("none", "none", "null", "54");
  }

  private void write(Compilation compilation) throws IOException {
    for (JavaFileObject file : compilation.generatedFiles()) {
      String name = file.getName();
      if (name.startsWith("/CLASS_OUTPUT/") && !name.endsWith(".wasm")) {
        Path target = classes.resolve(name.replace("/CLASS_OUTPUT/", ""));
        Files.createDirectories(target.getParent());
        try (InputStream in = file.openInputStream()) {
          Files.copy(in, target);
        }
      }
    }
  }

  /** What a program prints. */
  private List<String> run(String main) throws Exception {
    String path =
        Stream.concat(
                Stream.of(classes.toString()),
                Pattern.compile(Pattern.quote(File.pathSeparator))
                    .splitAsStream(System.getProperty("java.class.path"))
                    .filter(
                        entry ->
                            !NOT_NEEDED.matcher(Path.of(entry).getFileName().toString()).matches()))
            .collect(Collectors.joining(File.pathSeparator));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "-cp", path, main).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
