package test;

import dev.radicchio.Executable;
import dev.radicchio.GuestFunction;
import dev.radicchio.InstanceAllocator;
import dev.radicchio.LinkedProgram;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Slice;
import java.lang.AutoCloseable;
import java.lang.Override;
import java.lang.String;
import javax.annotation.processing.Generated;

/**
 * {@link Owners}, linked as {@link OwnersLayout} shows.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
final class LinkedOwners implements Owners, AutoCloseable {
  private final LinkedProgram program;

  private final Owners.Owner owner;

  private LinkedOwners(LinkedProgram program) {
    this.program = program;
    this.owner = new OwnerStub(program, "owner");
  }

  /**
   * Makes a program: its memory, with all instances. Its files are loaded the first time.
   *
   * @return the program, which the caller closes
   * @throws dev.radicchio.link.LinkException if a file of the program is missing, or not the one that it was compiled with
   */
  public static LinkedOwners link() {
    return new LinkedOwners(Linkage.executable().instantiate());
  }

  @Override
  public Owners.Owner owner() {
    return owner;
  }

  @Override
  public void close() {
    program.close();
  }

  private static final class Linkage {
    private static Executable executable;

    static synchronized Executable executable() {
      if (executable == null) {
        WasmFile owned = read("wasm/owned.wasm", OwnersLayout.Owner.SHA256);
        executable = Executable.of(Linker.create()
            .add("owner", owned)
            .javaAllocates()
            .link());
      }
      return executable;
    }

    private static WasmFile read(String path, String sha256) {
      return WasmFile.read(path, LinkedOwners.class.getResourceAsStream("/" + path), sha256);
    }
  }

  private static final class OwnerStub implements Owners.Owner {
    private final LinkedProgram program;

    private final InstanceAllocator allocator;

    private final GuestFunction take;

    private final GuestFunction takeBoth;

    private final GuestFunction giveC;

    OwnerStub(LinkedProgram program, String instance) {
      this.program = program;
      this.allocator = program.allocator(instance, "obtain", "release");
      this.take = program.function(instance, "take");
      this.takeBoth = program.function(instance, "take_both");
      this.giveC = program.function(instance, "give_c");
    }

    @Override
    public int take(String text) {
      try (Arena given = this.allocator.arena()) {
        Slice textSlice = given.utf8(text);
        int textAddress = textSlice.address();
        given.handOver();
        return (int) take.call(textAddress, textSlice.length())[0];
      }
    }

    @Override
    public int takeBoth(byte[] bytes, byte[] others) {
      try (Arena given = this.allocator.arena(); Arena arena = program.heap().arena()) {
        Slice bytesSlice = given.bytes(bytes);
        int bytesAddress = bytesSlice.address();
        Slice othersSlice = arena.bytes(others);
        int othersAddress = othersSlice.address();
        given.handOver();
        return (int) takeBoth.call(bytesAddress, bytesSlice.length(), othersAddress, othersSlice.length())[0];
      }
    }

    @Override
    public String giveC(int which) {
      int address = (int) giveC.call(which)[0];
      return this.allocator.cString(address);
    }
  }
}
