package dev.radicchio.processor;

import static dev.radicchio.processor.Compile.compile;
import static dev.radicchio.processor.Compile.problems;
import static dev.radicchio.processor.Compile.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import dev.radicchio.GuestTrapException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long things last that generated code makes: functions that are lent, copies of arguments, and
 * programs.
 */
class LifetimeTest {
  private static final JavaFileObject CALLBACK =
      source("Callback", "@WasmFunction interface Callback { int at(int step); }");
  private static final JavaFileObject PROGRESS =
      source(
          "Progress",
          """
          @WasmModule("wasm/progress.wasm")
          interface Progress {
            void setProgress(Callback progress);
            int work(Callback each, int count);
            Callback kept();
          }
          """);
  private static final JavaFileObject OWN =
      source(
          "Own",
          """
          @WasmModule("wasm/counting_heap.wasm")
          interface Own {
            void spin(@Utf8 String one, @Utf8 String two);
            void stick(int block);
            int last();
            int live();
            int malloc(int size);
            void free(int block);
          }
          """);
  private static final JavaFileObject PROGRAM =
      source(
          "P",
          """
          @SharedMemory(heap = HeapPolicy.GUEST, heapOwner = "own")
          interface P extends AutoCloseable {
            Own own();
            Progress progress();
            dev.radicchio.LinkedProgram program();
            dev.radicchio.memory.FlatMemory memory();
            dev.radicchio.memory.Heap heap();
            @Override void close();
          }
          """);

  /** What every compilation is told; a subclass has programs compiled to bytecode. */
  List<String> options() {
    return List.of();
  }

  private Object run(String body) throws Exception {
    Compilation compilation =
        compile(
            options(),
            CALLBACK,
            PROGRESS,
            OWN,
            PROGRAM,
            source(
                "Driver",
                """
                import dev.radicchio.*;
                import dev.radicchio.memory.*;

                public class Driver implements java.util.concurrent.Callable<Object> {
                  @Override public Object call() throws Exception {
                    try (P p = LinkedP.link()) {
                      return body(p);
                    }
                  }

                  Object body(P p) throws Exception {
                """,
                body,
                "} }"));
    assertThat(problems(compilation)).isEmpty();
    return ((Callable<?>)
            new CompiledClasses(compilation)
                .loadClass("test.Driver")
                .getDeclaredConstructor()
                .newInstance())
        .call();
  }

  private static void assertOver(ThrowingCallable call, String borrower) {
    assertThatThrownBy(call)
        .isInstanceOf(GuestTrapException.class)
        .hasMessageMatching(
            "progress!work trapped: function pointer \\d+ is over: it was a Java function \\(a lambda"
                + " of test.CallbackFunction, \\(i32\\) -> i32\\), lent "
                + borrower
                + "\\. Guests may keep .*");
  }

  @Test
  void aLambdaThatAGuestKeepsIsNotTheNextOne() {
    assertOver(
        () ->
            run(
                """
                p.progress().setProgress(step -> 0);
                return p.progress().work(step -> step, 4);
                """),
        "to Progress.setProgress for one call");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 33})
  void norOneOfThoseThatComeAfterIt(int atATime) {
    assertOver(
        () ->
            run(
                """
                p.progress().setProgress(step -> 0);
                for (int lendings = 0; lendings + AT_A_TIME < 1000; lendings += AT_A_TIME) {
                  java.util.List<LentFunction> lent = new java.util.ArrayList<>();
                  for (int i = 0; i < AT_A_TIME; i++) {
                    lent.add(CallbackFunction.lend(p.program(), step -> -1));
                  }
                  lent.forEach(LentFunction::close);
                }
                return p.progress().work(step -> step, 4);
                """
                    .replace("AT_A_TIME", String.valueOf(atATime))),
        "to Progress.setProgress for one call");
  }

  @Test
  void whatIsLentForLongerIsCalled() throws Exception {
    assertThat(
            run(
                """
                int[] steps = new int[1];
                try (LentFunction lent =
                    CallbackFunction.lend(p.program(), step -> steps[0] += step + 1)) {
                  p.progress().setProgress(CallbackFunction.at(p.program(), lent.pointer()));
                  return p.progress().work(step -> step, 4) + " " + steps[0];
                }
                """))
        .isEqualTo("6 10");
  }

  @Test
  void whatWasLentForLongerSaysSo() {
    assertOver(
        () ->
            run(
                """
                try (LentFunction lent = CallbackFunction.lend(p.program(), step -> 0)) {
                  p.progress().setProgress(CallbackFunction.at(p.program(), lent.pointer()));
                }
                return p.progress().work(step -> step, 4);
                """),
        "until it was closed");
  }

  @Test
  void aFunctionThatJavaKeepsIsLentAnew() throws Exception {
    assertThat(
            run(
                """
                Callback kept;
                try (LentFunction lent = CallbackFunction.lend(p.program(), step -> 10 * step)) {
                  kept = CallbackFunction.at(p.program(), lent.pointer());
                }
                for (int i = 0; i < 1100; i++) {
                  CallbackFunction.lend(p.program(), step -> -1).close();
                }
                return p.progress().work(kept, 4);
                """))
        .isEqualTo(60);
  }

  @Test
  void argumentsAreFreedWhenACallIsInterrupted() throws Exception {
    assertThat(
            run(
                """
                Throwable thrown = null;
                Thread.currentThread().interrupt();
                try {
                  p.own().spin("one", "two");
                } catch (GuestTrapException e) {
                  thrown = e;
                }
                boolean interrupted = Thread.interrupted();
                return thrown.getMessage() + " " + thrown.getSuppressed().length + " " + interrupted
                    + " " + p.heap().statistics().liveBlocks() + " " + p.own().live();
                """))
        .isEqualTo("own!spin trapped: Thread interrupted 0 true 0 0");
  }

  @Test
  void whatFailsWhenArgumentsAreFreedDoesNotHideWhatFailedBefore() throws Exception {
    assertThat(
            run(
                """
                int size = 16;
                p.own().free(p.own().malloc(1));
                p.own().stick(p.own().last() + size); // where the first argument will be
                Throwable thrown = null;
                Thread.currentThread().interrupt();
                try {
                  p.own().spin("one", "two");
                } catch (GuestTrapException e) {
                  thrown = e;
                }
                Thread.interrupted();
                return thrown.getMessage() + " " + thrown.getSuppressed()[0].getMessage()
                    + " " + p.heap().statistics().liveBlocks() + " " + p.own().live();
                """))
        .isEqualTo("own!spin trapped: Thread interrupted own!free trapped: unreachable 1 1");
  }

  @Test
  void aClosedProgramKeepsNoMemory() throws Exception {
    assertThat(
            run(
                """
                Own own = p.own();
                Progress progress = p.progress();
                LentFunction lent = CallbackFunction.lend(p.program(), step -> 0);
                Callback callback = CallbackFunction.at(p.program(), lent.pointer());
                LinkedProgram program = p.program();
                var bytes = new java.lang.ref.WeakReference<>(p.memory().view(0, 1).array());
                p.close();
                for (int i = 0; i < 500 && !bytes.refersTo(null); i++) {
                  System.gc();
                  Thread.sleep(10);
                }
                String closed = "";
                for (Runnable use : new Runnable[] {
                    own::last, () -> own.spin("a", "b"), () -> progress.work(callback, 1),
                    progress::kept, () -> progress.setProgress(null), p::memory, p::heap,
                    () -> CallbackFunction.lend(program, step -> 0)}) {
                  try {
                    use.run();
                    closed += " used";
                  } catch (IllegalStateException e) {
                    closed += " " + e.getMessage().equals("the program is closed");
                  }
                }
                lent.close();
                return bytes.refersTo(null) + closed;
                """))
        .isEqualTo("true" + " true".repeat(8));
  }
}
