package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.compileWithout;
import static dev.radicchio.processor.Compile.generated;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static dev.radicchio.processor.Compile.sourceOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which engine a program runs on, where both are there. */
class EngineChoiceTest {
  /** Runs a program, and tells on what. */
  private static final JavaFileObject DRIVER =
      source(
          "Driver",
          """
          public class Driver implements java.util.concurrent.Callable<Object> {
            @Override public Object call() {
              try (P p = LinkedP.link()) {
                return p.program().instance().getClass().getPackageName() + " " + p.s().add(40, 2);
              }
            }
          }
          """);

  /** Names the engine by its own name, whichever the tests run on. */
  private static final String FIRST = "chic" + "ory";

  @BeforeEach
  void needBoth() {
    assumeTrue(isThere("com.dylibso." + FIRST + ".runtime.Instance"), "one engine is not there");
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static JavaFileObject program(String settings) {
    return source(
        "P",
        "@SharedMemory(" + settings + ") interface P extends AutoCloseable {",
        "  S s();",
        "  dev.radicchio.LinkedProgram program();",
        "  @Override void close();",
        "  @WasmModule(\"wasm/scalars.wasm\") interface S { int add(int a, int b); }",
        "}");
  }

  private static String run(Compilation compilation) throws Exception {
    assertThat(problems(compilation)).isEmpty();
    return (String)
        ((Callable<?>)
                new CompiledClasses(compilation)
                    .loadClass("test.Driver")
                    .getDeclaredConstructor()
                    .newInstance())
            .call();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', first",
    "'', -Aradicchio.engine=endive, endive",
    "engine = WasmEngine.ENDIVE, '', endive",
    "engine = WasmEngine.ENDIVE, -Aradicchio.engine=first, endive",
    "engine = WasmEngine.PRESENT, -Aradicchio.engine=endive, endive"
  })
  void isTheOneThatIsNamedAndElseTheFirst(String settings, String option, String engine)
      throws Exception {
    for (boolean precompile : new boolean[] {false, true}) {
      List<String> options =
          List.of(
              option.isEmpty() ? "-Aradicchio.map=false" : option.replace("first", FIRST),
              "-Aradicchio.precompile=" + precompile);
      assertThat(run(compile(options, program(settings), DRIVER)))
          .isEqualTo("dev.radicchio.engine." + engine.replace("first", FIRST) + " 42");
    }
  }

  /** It is precompiled for that one, and hosts of that one are asked for. */
  @Test
  void isTheOneThatTheProgramCouldName() {
    Compilation compilation =
        compileWithout(
            Pattern.compile("com.dylibso." + FIRST), program("precompile = true, wasi = true"));
    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "LinkedP"))
        .contains(
            "import run.endive.runtime.Machine;",
            "import run.endive.wasi.WasiOptions;",
            "hosts.add(EndiveHosts.wasi(options))")
        .doesNotContain(FIRST);
  }

  /** What the program is given is that engine's, and another would not take it. */
  @Test
  void isNamedWhereHostsAreThoseOfOne() {
    assertThat(generated(compile(program("")), "LinkedP")).doesNotContain("Engine.named");
    for (String settings : List.of("wasi = true", "importValues = \"env\"")) {
      assertThat(generated(compile(program(settings)), "LinkedP"))
          .contains("Engine.named(\"" + FIRST + "\")");
    }
  }

  @Test
  void isAnOptionWithTwoValues() {
    assertThat(problems(compile(List.of("-Aradicchio.engine=witloof"), program(""))))
        .containsExactly(
            "-Aradicchio.engine is \"witloof\"; give it the value " + FIRST + " or endive");
  }

  /** Endive's annotations are an artifact of their own; the host is read by their names. */
  @Test
  void readsAHostWithEndivesAnnotations() {
    Compilation compilation =
        compile(
            sourceOf(
                "run.endive.annotations.HostModule",
                "public @interface HostModule { String value(); }"),
            sourceOf(
                "run.endive.annotations.WasmExport",
                "public @interface WasmExport { String value() default \"\"; }"),
            source(
                "Env",
                """
                @run.endive.annotations.HostModule("env")
                class Env {
                  @run.endive.annotations.WasmExport double twice(double x) { return 2 * x; }
                }
                """),
            source(
                "Env_ModuleFactory",
                """
                class Env_ModuleFactory {
                  static run.endive.runtime.HostFunction[] toHostFunctions(Env env) {
                    return new run.endive.runtime.HostFunction[0];
                  }
                }
                """),
            source(
                "P",
                "@SharedMemory(engine = WasmEngine.ENDIVE, hosts = Env.class) interface P {",
                "  M m();",
                "  @WasmModule(\"wasm/scalars.wasm\") interface M {}",
                "}"));
    assertThat(problems(compilation)).isEmpty();
    assertThat(generated(compilation, "LinkedP"))
        .contains("hosts.add(EndiveHosts.of(Env_ModuleFactory.toHostFunctions(host)))");
  }

  /** RAD184. */
  @ParameterizedTest
  @CsvSource({
    "run.endive, false, , run.endive:runtime",
    "run.endive/compiler, true, ' with its compiler', run.endive:compiler"
  })
  void hasToBeThereForTheProcessor(String without, boolean precompile, String how, String add)
      throws Exception {
    assertThat(
            problemsWithPath(
                path().filter(file -> !file.contains(directory(without))),
                program("engine = WasmEngine.ENDIVE, precompile = " + precompile)))
        .containsExactly(
            "P.java:2: P runs on Endive, which the processor does not have"
                + Objects.requireNonNullElse(how, "")
                + "; add "
                + add
                + " to the path that has Radicchio's processor");
  }

  /** RAD185. */
  @ParameterizedTest
  @CsvSource({"precompile = true, LinkedPCode", "importValues = \"env\", LinkedP"})
  void hasToBeVisibleWhereGeneratedCodeNamesIt(String setting, String generated) {
    Pattern both = Pattern.compile("com.dylibso." + FIRST + "|run.endive");

    assertThat(problems(compileWithout(both, program(setting + ", engine = WasmEngine.ENDIVE"))))
        .contains(
            "P.java:2: P is for Endive, whose classes "
                + generated
                + " cannot see; add run.endive:runtime to the class path (in a named module, also:"
                + " requires run.endive.runtime)");
    assertThat(problems(compileWithout(both, program("engine = WasmEngine.ENDIVE")))).isEmpty();
  }

  /** Then it is interpreted, or compiled when it starts. */
  @Test
  void needNotCompileForTheProcessor() throws Exception {
    assertThat(
            problemsWithPath(
                path().filter(file -> !file.contains(directory("run.endive/compiler"))),
                program("engine = WasmEngine.ENDIVE")))
        .isEmpty();
  }

  /** RAD605. */
  @Test
  void isOfOneVersion(@TempDir Path other) throws Exception {
    Path properties = other.resolve("META-INF/maven/run.endive/compiler/pom.properties");
    Files.createDirectories(properties.getParent());
    Files.writeString(properties, "version=0.0.1");

    assertThat(
            problemsWithPath(
                Stream.concat(Stream.of(other.toString()), path()),
                program("engine = WasmEngine.ENDIVE, precompile = true")))
        .singleElement()
        .asString()
        .startsWith(
            "P.java:2: the image cannot be compiled by endive, whose compiler is of version 0.0.1"
                + " and its run time of version 1.");
  }

  /** What is reported where the processor has another path than the tests. */
  private static List<String> problemsWithPath(Stream<String> path, JavaFileObject source)
      throws Exception {
    URL[] urls = path.map(EngineChoiceTest::url).toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Processor processor =
          loader
              .loadClass(RadicchioProcessor.class.getName())
              .asSubclass(Processor.class)
              .getConstructor()
              .newInstance();
      return problems(Compiler.javac().withProcessors(processor).compile(source));
    }
  }

  private static Stream<String> path() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"));
  }

  /** Where a local repository has an artifact, or all of a group. */
  private static String directory(String artifact) {
    return "/" + artifact.replaceFirst("\\.", "/") + "/";
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
