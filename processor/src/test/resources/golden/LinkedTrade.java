package test;

import dev.radicchio.Executable;
import dev.radicchio.GuestFunction;
import dev.radicchio.Hosts;
import dev.radicchio.LentFunction;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Slice;
import dev.radicchio.memory.StructView;
import java.lang.AutoCloseable;
import java.lang.Float;
import java.lang.Integer;
import java.lang.Override;
import java.lang.String;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * {@link Trade}, linked as {@link TradeLayout} shows.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class LinkedTrade implements Trade, AutoCloseable {
  private final LinkedProgram program;

  private final Trade.Exchange exchange;

  private LinkedTrade(LinkedProgram program) {
    this.program = program;
    this.exchange = new ExchangeStub(program, "exchange");
  }

  private static LinkedTrade link(Hosts hosts) {
    return new LinkedTrade(Linkage.executable().instantiate(hosts));
  }

  @Override
  public Trade.Exchange exchange() {
    return exchange;
  }

  @Override
  public void close() {
    program.close();
  }

  /**
   * Gives what guests import.
   *
   * @param host what guests import from {@code Host}
   * @return what takes the rest
   */
  public static WithHost with(Trade.Host host) {
    Objects.requireNonNull(host, "host");
    Hosts hosts = Hosts.none();
    hosts.add("env", "heavier", new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32)), (caller, arguments) -> {
      return new long[] {StructView.addressOf(host.heavier((int) arguments[0] == 0 ? null : Trade_PointStruct.at(caller.memory(), (int) arguments[0]), (int) arguments[1] == 0 ? null : Trade_PointStruct.at(caller.memory(), (int) arguments[1])), caller.memory())};
    });
    hosts.add("env", "console_log", new FunctionType(List.of(ValType.I32, ValType.I32), List.of()), (caller, arguments) -> {
      host.consoleLog(caller.memory().readUtf8((int) arguments[0], (int) arguments[1]));
      return null;
    });
    hosts.add("env", "note", new FunctionType(List.of(ValType.I32), List.of()), (caller, arguments) -> {
      host.note((int) arguments[0] == 0 ? null : caller.memory().readCString((int) arguments[0]));
      return null;
    });
    hosts.add("env", "take_bytes", new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32)), (caller, arguments) -> {
      return new long[] {host.takeBytes(caller.memory().slice((int) arguments[0], (int) arguments[1]).toByteArray())};
    });
    hosts.add("env", "view_bytes", new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32)), (caller, arguments) -> {
      return new long[] {host.viewBytes(caller.memory().view((int) arguments[0], (int) arguments[1]))};
    });
    hosts.add("env", "is_even", new FunctionType(List.of(ValType.I64), List.of(ValType.I32)), (caller, arguments) -> {
      return new long[] {host.isEven(arguments[0]) ? 1 : 0};
    });
    hosts.add("env", "half", new FunctionType(List.of(ValType.F32), List.of(ValType.F32)), (caller, arguments) -> {
      return new long[] {Integer.toUnsignedLong(Float.floatToRawIntBits(host.half(Float.intBitsToFloat((int) arguments[0]))))};
    });
    hosts.add("env", "run", new FunctionType(List.of(ValType.I32, ValType.I32, ValType.I32), List.of(ValType.I32)), (caller, arguments) -> {
      return new long[] {host.run((int) arguments[0] == 0 ? null : Trade_ComparatorFunction.at(caller.program(), caller.instance(), (int) arguments[0]), (int) arguments[1], (int) arguments[2])};
    });
    return new WithHost(hosts);
  }

  /**
   * {@link LinkedTrade} with what has been given so far.
   */
  public static final class WithHost {
    private final Hosts hosts;

    private WithHost(Hosts hosts) {
      this.hosts = hosts;
    }

    /**
     * Makes a program: its memory, with all instances. Its files are loaded the first time.
     *
     * @return the program, which the caller closes
     * @throws dev.radicchio.link.LinkException if a file of the program is missing, or not the one that it was compiled with
     */
    public LinkedTrade link() {
      return LinkedTrade.link(hosts);
    }
  }

  private static final class Linkage {
    private static Executable executable;

    static synchronized Executable executable() {
      if (executable == null) {
        WasmFile exchange = read("wasm/exchange.wasm", TradeLayout.Exchange.SHA256);
        executable = Executable.of(Linker.create()
            .add("exchange", exchange)
            .host("env")
            .javaAllocates()
            .link());
      }
      return executable;
    }

    private static WasmFile read(String path, String sha256) {
      return WasmFile.read(path, LinkedTrade.class.getResourceAsStream("/" + path), sha256);
    }
  }

  private static final class ExchangeStub implements Trade.Exchange {
    private final LinkedProgram program;

    private final String instance;

    private final GuestFunction count;

    private final GuestFunction cLength;

    private final GuestFunction sum;

    private final GuestFunction sumOf;

    private final GuestFunction reverse;

    private final GuestFunction name;

    private final GuestFunction nameBytes;

    private final GuestFunction nameSlice;

    private final GuestFunction greeting;

    private final GuestFunction heaviest;

    private final GuestFunction sort;

    private final GuestFunction order;

    ExchangeStub(LinkedProgram program, String instance) {
      this.program = program;
      this.instance = instance;
      this.count = program.function(instance, "count");
      this.cLength = program.function(instance, "c_length");
      this.sum = program.function(instance, "sum");
      this.sumOf = program.function(instance, "sum");
      this.reverse = program.function(instance, "reverse");
      this.name = program.function(instance, "name");
      this.nameBytes = program.function(instance, "name");
      this.nameSlice = program.function(instance, "name");
      this.greeting = program.function(instance, "greeting");
      this.heaviest = program.function(instance, "heaviest");
      this.sort = program.function(instance, "sort");
      this.order = program.function(instance, "order");
    }

    @Override
    public int count(String text, int wanted) {
      try (Arena arena = program.heap().arena()) {
        Slice textSlice = arena.utf8(text);
        return (int) count.call(textSlice.address(), textSlice.length(), wanted)[0];
      }
    }

    @Override
    public int cLength(String text) {
      try (Arena arena = program.heap().arena()) {
        Slice textSlice = arena.cString(text);
        return (int) cLength.call(textSlice.address())[0];
      }
    }

    @Override
    public int sum(byte[] bytes) {
      try (Arena arena = program.heap().arena()) {
        Slice bytesSlice = arena.bytes(bytes);
        return (int) sum.call(bytesSlice.address(), bytesSlice.length())[0];
      }
    }

    @Override
    public int sumOf(ByteBuffer bytes) {
      try (Arena arena = program.heap().arena()) {
        Slice bytesSlice = arena.bytes(bytes);
        return (int) sumOf.call(bytesSlice.address(), bytesSlice.length())[0];
      }
    }

    @Override
    public void reverse(Slice bytes) {
      reverse.call(bytes.addressIn(program.memory()), bytes.length());
    }

    @Override
    public String name(int which) {
      long result = name.call(which)[0];
      return program.memory().readUtf8((int) (result >>> 32), (int) result);
    }

    @Override
    public byte[] nameBytes(int which) {
      long result = nameBytes.call(which)[0];
      return program.memory().slice((int) (result >>> 32), (int) result).toByteArray();
    }

    @Override
    public Slice nameSlice(int which) {
      long result = nameSlice.call(which)[0];
      return program.memory().slice((int) (result >>> 32), (int) result);
    }

    @Override
    public String greeting(int which) {
      int address = (int) greeting.call(which)[0];
      return address == 0 ? null : program.memory().readCString(address);
    }

    @Override
    public Trade.Point heaviest(Trade.Point points, int n) {
      int address = (int) heaviest.call(StructView.addressOf(points, program.memory()), n)[0];
      return address == 0 ? null : Trade_PointStruct.at(program.memory(), address);
    }

    @Override
    public void sort(int numbers, int n, Trade.Comparator comparator) {
      try (LentFunction comparatorPointer = comparator == null ? null : Trade_ComparatorFunction.lend(program, instance, comparator)) {
        sort.call(numbers, n, comparatorPointer == null ? 0 : comparatorPointer.pointer("Exchange.sort"));
      }
    }

    @Override
    public Trade.Comparator order(int which) {
      int address = (int) order.call(which)[0];
      return address == 0 ? null : Trade_ComparatorFunction.at(program, instance, address);
    }
  }
}
