package dev.radicchio.link.place;

import dev.radicchio.link.allocator.Allocation;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.RegionRequest;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where everything of a program is: from here on no address and no slot changes.
 *
 * @param memory the memory
 * @param heap the heap's part of it
 * @param table the table
 * @param addresses the addresses of data symbols
 * @param imports where data comes from that modules with relocations leave to others
 * @param problems what is in the way of what, and what cannot be moved safely
 */
public record Placement(
    Memory memory,
    HeapLayout heap,
    Table table,
    Addresses addresses,
    List<ResolvedImport> imports,
    List<Problem> problems) {
  /**
   * Places everything.
   *
   * @param stackBytes size of the stack, or 0 for the largest that a module was linked with
   * @param firstData where the data of the first instance must be, if anywhere
   * @param regions address ranges to reserve
   */
  public static Placement of(
      Allocation allocation,
      Resolution resolution,
      long stackBytes,
      OptionalLong firstData,
      List<RegionRequest> regions) {
    Memory memory = MemoryLayout.of(allocation, stackBytes, firstData, regions);
    ProgramHeap heap = ProgramHeap.of(allocation, memory, resolution.functions().usesHeap());
    Table table = TableLayout.of(allocation.instances(), resolution.functions());
    Addresses addresses = new Addresses(allocation, resolution.symbols(), memory, table);
    DataSymbolCheck symbols = new DataSymbolCheck(addresses);
    symbols.check(allocation.instances());
    List<Problem> problems = new ArrayList<>(memory.problems());
    problems.addAll(heap.problems());
    problems.addAll(table.problems());
    problems.addAll(symbols.problems());
    for (Instance instance : allocation.instances()) {
      problems.addAll(PointerScan.of(instance));
      problems.addAll(AskedPlaces.problems(instance, allocation, memory));
    }
    return new Placement(
        memory, heap.layout(), table, addresses, symbols.resolved(), List.copyOf(problems));
  }
}
