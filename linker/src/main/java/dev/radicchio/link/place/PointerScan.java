package dev.radicchio.link.place;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.AbsoluteRange;
import dev.radicchio.link.input.Alignment;
import dev.radicchio.link.input.ConstantExpression;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkerSymbols;
import dev.radicchio.link.input.LittleEndian;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Looks for what would be wrong after a pic-static module moved: words of its static data that look
 * like pointers into that data, since they were resolved when it was linked and nothing records
 * where they are; and loads and stores at fixed addresses, which code that was not compiled with
 * {@code -fPIC} has.
 */
final class PointerScan {
  private static final int WORD_BYTES = 4;
  private static final List<String> ENDS = List.of(LinkerSymbols.DATA_END, LinkerSymbols.HEAP_BASE);

  private final Instance instance;
  private final InputModule module;
  private final WasmBinary binary;
  private final List<Problem> findings = new ArrayList<>();
  private long dataStart = Long.MAX_VALUE;
  private long dataEnd;

  private PointerScan(Instance instance) {
    this.instance = instance;
    this.module = instance.module();
    this.binary = module.binary();
  }

  /** What was found; nothing in an instance whose addresses all move. */
  static List<Problem> of(Instance instance) {
    PointerScan scan = new PointerScan(instance);
    if (instance.module().relocatability().mayLeaveAddresses()) {
      scan.measure();
      scan.scanData();
      scan.scanCode();
    }
    return scan.findings;
  }

  private void measure() {
    for (DataSegment segment : binary.data()) {
      long start = address(segment);
      dataStart = Math.min(dataStart, start);
      dataEnd = Math.max(dataEnd, start + segment.data().length());
    }
    dataEnd = zerosEnd(module.relocatability().data().linkedEnd());
  }

  /**
   * Where {@code .bss} ends at the latest, which is not in the file: at an address that the linker
   * says, or where the stack behind it begins at the top, or where the memory ends.
   */
  private long zerosEnd(long memoryEnd) {
    long end = memoryEnd;
    for (Map.Entry<Integer, String> global : module.names().globals().entrySet()) {
      String name = global.getValue();
      OptionalInt value = module.globalValue(global.getKey());
      boolean bounds =
          name.equals(LinkerSymbols.STACK_POINTER)
              || ENDS.stream().anyMatch(bound -> name.equals(LinkerSymbols.INTERNAL_DATA + bound));
      if (bounds && value.isPresent()) {
        end = lower(end, Integer.toUnsignedLong(value.getAsInt()));
      }
    }
    for (String bound : ENDS) {
      Export export = module.export(bound, ExternType.Kind.GLOBAL);
      OptionalInt value = export == null ? OptionalInt.empty() : module.globalValue(export.index());
      if (value.isPresent()) {
        end = lower(end, Integer.toUnsignedLong(value.getAsInt()));
      }
    }
    return end;
  }

  private long lower(long end, long bound) {
    return bound >= dataEnd ? Math.min(end, bound) : end;
  }

  private long address(DataSegment segment) {
    OptionalInt offset = ConstantExpression.evaluate(binary, segment.offset());
    return Integer.toUnsignedLong(offset.orElse(0));
  }

  private boolean isInData(long address) {
    return address >= Math.max(dataStart, AbsoluteRange.LOWEST_LINKED) && address < dataEnd;
  }

  private void scanData() {
    String relink = module.producer().relinkOr("leave out relocation = PIC_STATIC");
    for (int i = 0; i < binary.data().size(); i++) {
      DataSegment segment = binary.data().get(i);
      long start = address(segment);
      long first = Alignment.up(start, WORD_BYTES);
      for (long at = first; at + WORD_BYTES <= start + segment.data().length(); at += WORD_BYTES) {
        int file = segment.data().start() + (int) (at - start);
        long word = Integer.toUnsignedLong(LittleEndian.readInt(binary.bytes(), file));
        if (isInData(word)) {
          findings.add(
              ProblemCode.LOOKS_LIKE_POINTER.of(
                  instance.name(), module.name(), word, at, place(i, at - start), relink));
        }
      }
    }
  }

  private String place(int segment, long offset) {
    String name = module.names().data().get(segment);
    return name == null
        ? String.format(Locale.ROOT, "data segment %d, offset 0x%x", segment, offset)
        : String.format(Locale.ROOT, "%s+0x%x", name, offset);
  }

  private void scanCode() {
    int function = binary.imported(ExternType.Kind.FUNCTION);
    for (Span body : binary.bodies()) {
      FixedAccess access = new FixedAccess();
      InstructionWalker.walkBody(binary.reader(body), access);
      if (access.address >= 0) {
        findings.add(
            ProblemCode.FIXED_ADDRESS.of(
                instance.name(),
                module.name(),
                module.names().functions().getOrDefault(function, "number " + function),
                access.address,
                module.producer().asPositionIndependent(),
                module.producer().relinkOr("leave out relocation = PIC_STATIC")));
      }
      function++;
    }
  }

  /** Finds the first load or store of a body whose offset is an address in the data. */
  private final class FixedAccess implements ImmediateVisitor {
    private long address = -1;

    @Override
    public void memoryOffset(int offset, CodeLocation at) {
      if (address < 0 && isInData(Integer.toUnsignedLong(offset))) {
        address = Integer.toUnsignedLong(offset);
      }
    }
  }
}
