package dev.radicchio.example.integration.guestheap;

/** A list that Java and three modules have a hand in, all with the manager's memory. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try (Lists program = LinkedLists.link()) {
      Node list = NodeStruct.allocate(program.heap()); // allocated by Java
      list.value(100);
      list.next(program.range().range(1, 3)); // and by Rust
      program.stutter().stutter(list); // and by C
      System.out.println(program.manager().liveBlocks() + " nodes");
      System.out.println(program.drain().drain(list) + " in all"); // freed by another in C
      System.out.println(program.manager().liveBlocks() + " nodes");
    }
  }
}
