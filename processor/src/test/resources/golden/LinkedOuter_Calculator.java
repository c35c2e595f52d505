package test;

import dev.radicchio.Executable;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.lang.AutoCloseable;
import java.lang.Double;
import java.lang.Float;
import java.lang.Integer;
import java.lang.Override;
import java.lang.String;
import javax.annotation.processing.Generated;

/**
 * {@link Outer.Calculator}, linked as {@link Outer_CalculatorLayout} shows.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
final class LinkedOuter_Calculator implements Outer.Calculator, AutoCloseable {
  private final LinkedProgram program;

  private final Outer.Scalars program_;

  private LinkedOuter_Calculator(LinkedProgram program) {
    this.program = program;
    this.program_ = new ScalarsStub(program, "program");
  }

  /**
   * Makes a program: its memory, with all instances. Its files are loaded the first time.
   *
   * @return the program, which the caller closes
   * @throws dev.radicchio.link.LinkException if a file of the program is missing, or not the one that it was compiled with
   */
  public static LinkedOuter_Calculator link() {
    return new LinkedOuter_Calculator(Linkage.executable().instantiate());
  }

  @Override
  public Outer.Scalars program() {
    return program_;
  }

  @Override
  public void close() {
    program.close();
  }

  private static final class Linkage {
    private static Executable executable;

    static synchronized Executable executable() {
      if (executable == null) {
        WasmFile scalars = read("wasm/scalars.wasm", Outer_CalculatorLayout.Program.SHA256);
        executable = Executable.of(Linker.create()
            .add("program", scalars)
            .link());
      }
      return executable;
    }

    private static WasmFile read(String path, String sha256) {
      return WasmFile.read(path, LinkedOuter_Calculator.class.getResourceAsStream("/" + path), sha256);
    }
  }

  private static final class ScalarsStub implements Outer.Scalars {
    private final GuestFunction add;

    private final GuestFunction addBooleans;

    private final GuestFunction addLong;

    private final GuestFunction half;

    private final GuestFunction twice;

    private final GuestFunction not;

    private final GuestFunction not_;

    private final GuestFunction store;

    private final GuestFunction divide;

    private final GuestFunction mix;

    ScalarsStub(LinkedProgram program, String instance) {
      this.add = program.function(instance, "add");
      this.addBooleans = program.function(instance, "add");
      this.addLong = program.function(instance, "add_long");
      this.half = program.function(instance, "half");
      this.twice = program.function(instance, "twice");
      this.not = program.function(instance, "not");
      this.not_ = program.function(instance, "not");
      this.store = program.function(instance, "store");
      this.divide = program.function(instance, "divide");
      this.mix = program.function(instance, "mix");
    }

    @Override
    public int add(int a, int b) {
      return (int) add.call(a, b)[0];
    }

    @Override
    public int addBooleans(boolean a, boolean b) {
      return (int) addBooleans.call(a ? 1 : 0, b ? 1 : 0)[0];
    }

    @Override
    public long addLong(long a, long b) {
      return addLong.call(a, b)[0];
    }

    @Override
    public float half(float x) {
      return Float.intBitsToFloat((int) half.call(Integer.toUnsignedLong(Float.floatToRawIntBits(x)))[0]);
    }

    @Override
    public double twice(double x) {
      return Double.longBitsToDouble(twice.call(Double.doubleToRawLongBits(x))[0]);
    }

    @Override
    public boolean not(boolean not_) {
      return (int) not.call(not_ ? 1 : 0)[0] != 0;
    }

    @Override
    public int not(int x) {
      return (int) not_.call(x)[0];
    }

    @Override
    public void store(int address, long value) {
      store.call(address, value);
    }

    @Override
    public Outer.Quotient divide(int results, int divisor) {
      long[] results_ = divide.call(results, divisor);
      return new Outer.Quotient((int) results_[0], (int) results_[1]);
    }

    @Override
    public Outer.Mixed mix(boolean b, long l, float f, double d) {
      long[] results = mix.call(b ? 1 : 0, l, Integer.toUnsignedLong(Float.floatToRawIntBits(f)), Double.doubleToRawLongBits(d));
      return new Outer.Mixed(Double.longBitsToDouble(results[0]), Float.intBitsToFloat((int) results[1]), results[2], (int) results[3] != 0);
    }
  }
}
