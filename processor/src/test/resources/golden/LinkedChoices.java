package test;

import dev.radicchio.Executable;
import dev.radicchio.GuestFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import java.lang.AutoCloseable;
import java.lang.Override;
import java.lang.String;
import javax.annotation.processing.Generated;

/**
 * {@link Choices}, linked as {@link ChoicesLayout} shows.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class LinkedChoices implements Choices, AutoCloseable {
  private final LinkedProgram program;

  private final Choices.Data data;

  private final Choices.Plain plain;

  private final Choices.One one;

  private final Choices.Two two;

  private final Choices.User user;

  private LinkedChoices(LinkedProgram program) {
    this.program = program;
    this.data = new DataStub(program, "data");
    this.plain = new PlainStub(program, "plain");
    this.one = new OneStub(program, "one");
    this.two = new TwoStub(program, "two");
    this.user = new UserStub(program, "user");
  }

  /**
   * Makes a program: its memory, with all instances. Its files are loaded the first time.
   *
   * @return the program, which the caller closes
   * @throws dev.radicchio.link.LinkException if a file of the program is missing, or not the one that it was compiled with
   */
  public static LinkedChoices link() {
    return new LinkedChoices(Linkage.executable().instantiate());
  }

  @Override
  public Choices.Data data() {
    return data;
  }

  @Override
  public Choices.Plain plain() {
    return plain;
  }

  @Override
  public Choices.One one() {
    return one;
  }

  @Override
  public Choices.Two two() {
    return two;
  }

  @Override
  public Choices.User user() {
    return user;
  }

  @Override
  public void close() {
    program.close();
  }

  private static final class Linkage {
    private static Executable executable;

    static synchronized Executable executable() {
      if (executable == null) {
        WasmFile named_data = read("wasm/named_data.wasm", ChoicesLayout.Data.SHA256);
        WasmFile plain = readAsPicStatic("wasm/plain.wasm", ChoicesLayout.Plain.SHA256);
        WasmFile level_one = read("wasm/level_one.wasm", ChoicesLayout.One.SHA256);
        WasmFile level_two = read("wasm/level_two.wasm", ChoicesLayout.Two.SHA256);
        WasmFile uses_level = read("wasm/uses_level.wasm", ChoicesLayout.User.SHA256);
        executable = Executable.of(Linker.create()
            .add("data", named_data)
            .add("plain", plain)
            .add("one", level_one)
            .add("two", level_two)
            .add("user", uses_level)
            .base("data", 0x10800L)
            .bind("user", "env.level", "two")
            .link());
      }
      return executable;
    }

    private static WasmFile read(String path, String sha256) {
      return WasmFile.read(path, LinkedChoices.class.getResourceAsStream("/" + path), sha256);
    }

    private static WasmFile readAsPicStatic(String path, String sha256) {
      return WasmFile.readAs(path, LinkedChoices.class.getResourceAsStream("/" + path), sha256, RelocationModel.PIC_STATIC);
    }
  }

  private static final class DataStub implements Choices.Data {
    private final GuestFunction sum;

    DataStub(LinkedProgram program, String instance) {
      this.sum = program.function(instance, "sum");
    }

    @Override
    public int sum() {
      return (int) sum.call()[0];
    }
  }

  private static final class PlainStub implements Choices.Plain {
    private final GuestFunction advance;

    PlainStub(LinkedProgram program, String instance) {
      this.advance = program.function(instance, "advance");
    }

    @Override
    public int advance(int i) {
      return (int) advance.call(i)[0];
    }
  }

  private static final class OneStub implements Choices.One {
    private final GuestFunction level;

    OneStub(LinkedProgram program, String instance) {
      this.level = program.function(instance, "level");
    }

    @Override
    public int level() {
      return (int) level.call()[0];
    }
  }

  private static final class TwoStub implements Choices.Two {
    private final GuestFunction level;

    TwoStub(LinkedProgram program, String instance) {
      this.level = program.function(instance, "level");
    }

    @Override
    public int level() {
      return (int) level.call()[0];
    }
  }

  private static final class UserStub implements Choices.User {
    private final GuestFunction tenLevels;

    UserStub(LinkedProgram program, String instance) {
      this.tenLevels = program.function(instance, "ten_levels");
    }

    @Override
    public int tenLevels() {
      return (int) tenLevels.call()[0];
    }
  }
}
