package test;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.radicchio.Executable;
import dev.radicchio.LinkedProgram;
import dev.radicchio.engine.chicory.DirectCalls;
import dev.radicchio.engine.chicory.Precompiled;
import java.lang.AutoCloseable;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.util.function.Function;
import javax.annotation.processing.Generated;

/**
 * {@link Abacus}, linked as {@link AbacusLayout} shows.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class LinkedAbacus implements Abacus, AutoCloseable {
  private final LinkedProgram program;

  private final Abacus.Scalars scalars;

  private final Abacus.Counter left;

  private final Abacus.Counter right;

  private LinkedAbacus(LinkedProgram program) {
    this.program = program;
    this.scalars = new ScalarsStub(program, "scalars");
    this.left = new LeftStub(program, "left");
    this.right = new RightStub(program, "right");
  }

  /**
   * Makes a program: its memory, with all instances. Its files are loaded the first time.
   *
   * @return the program, which the caller closes
   * @throws dev.radicchio.link.LinkException if a file of the program is missing, or not the one that it was compiled with
   */
  public static LinkedAbacus link() {
    return new LinkedAbacus(Linkage.executable().instantiate());
  }

  @Override
  public Abacus.Scalars scalars() {
    return scalars;
  }

  @Override
  public Abacus.Counter left() {
    return left;
  }

  @Override
  public Abacus.Counter right() {
    return right;
  }

  @Override
  public void close() {
    program.close();
  }

  private static final class Linkage implements Function<Instance, Machine> {
    private static Executable executable;

    static synchronized Executable executable() {
      if (executable == null) {
        executable = Precompiled.executable("LinkedAbacus.image", LinkedAbacus.class.getResourceAsStream("LinkedAbacus.image"), 289840909, new Linkage());
      }
      return executable;
    }

    @Override
    public Machine apply(Instance instance) {
      return new LinkedAbacusCode(instance);
    }
  }

  private static final class ScalarsStub implements Abacus.Scalars {
    private final DirectCalls calls;

    ScalarsStub(LinkedProgram program, String instance) {
      this.calls = DirectCalls.of(program);
    }

    @Override
    public int add(int a, int b) {
      return func_0(a, b);
    }

    @Override
    public int addBooleans(boolean a, boolean b) {
      return func_0(a ? 1 : 0, b ? 1 : 0);
    }

    @Override
    public double twice(double x) {
      return func_3(x);
    }

    @Override
    public boolean not(boolean x) {
      return func_4(x ? 1 : 0) != 0;
    }

    @Override
    public void store(int address, long value) {
      func_5(address, value);
    }

    @Override
    public Abacus.Quotient divide(int dividend, int divisor) {
      long[] results = func_6(dividend, divisor);
      return new Abacus.Quotient((int) results[0], (int) results[1]);
    }

    @Override
    public void fail() {
      func_8();
    }

    private int func_0(int p0, int p1) {
      long before = calls.enter();
      try {
        return LinkedAbacusCodeFuncGroup_0.func_0(p0, p1, calls.memory(), calls.instance());
      } catch (Throwable thrown) {
        throw calls.left("scalars!add", before, thrown);
      }
    }

    private double func_3(double p0) {
      long before = calls.enter();
      try {
        return LinkedAbacusCodeFuncGroup_0.func_3(p0, calls.memory(), calls.instance());
      } catch (Throwable thrown) {
        throw calls.left("scalars!twice", before, thrown);
      }
    }

    private int func_4(int p0) {
      long before = calls.enter();
      try {
        return LinkedAbacusCodeFuncGroup_0.func_4(p0, calls.memory(), calls.instance());
      } catch (Throwable thrown) {
        throw calls.left("scalars!not", before, thrown);
      }
    }

    private void func_5(int p0, long p1) {
      long before = calls.enter();
      try {
        LinkedAbacusCodeFuncGroup_0.func_5(p0, p1, calls.memory(), calls.instance());
      } catch (Throwable thrown) {
        throw calls.left("scalars!store", before, thrown);
      }
    }

    private long[] func_6(int p0, int p1) {
      long before = calls.enter();
      try {
        return LinkedAbacusCodeFuncGroup_0.func_6(p0, p1, calls.memory(), calls.instance());
      } catch (Throwable thrown) {
        throw calls.left("scalars!divide", before, thrown);
      }
    }

    private void func_8() {
      long before = calls.enter();
      try {
        LinkedAbacusCodeFuncGroup_0.func_8(calls.memory(), calls.instance());
      } catch (Throwable thrown) {
        throw calls.left("scalars!fail", before, thrown);
      }
    }
  }

  private static final class LeftStub implements Abacus.Counter {
    private final DirectCalls calls;

    LeftStub(LinkedProgram program, String instance) {
      this.calls = DirectCalls.of(program);
    }

    @Override
    public int step(int by) {
      return func_9(by);
    }

    private int func_9(int p0) {
      long before = calls.enter();
      try {
        return LinkedAbacusCodeFuncGroup_0.func_9(p0, calls.memory(), calls.instance());
      } catch (Throwable thrown) {
        throw calls.left("left!step", before, thrown);
      }
    }
  }

  private static final class RightStub implements Abacus.Counter {
    private final DirectCalls calls;

    RightStub(LinkedProgram program, String instance) {
      this.calls = DirectCalls.of(program);
    }

    @Override
    public int step(int by) {
      return func_12(by);
    }

    private int func_12(int p0) {
      long before = calls.enter();
      try {
        return LinkedAbacusCodeFuncGroup_0.func_12(p0, calls.memory(), calls.instance());
      } catch (Throwable thrown) {
        throw calls.left("right!step", before, thrown);
      }
    }
  }
}
