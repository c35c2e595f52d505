package dev.radicchio.example.integration.math;

/** Has a guest make a table with Java's sine, and reads it where the layout says it is. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try (Table table = LinkedTable.with(Math::sin).link()) {
      table.waves().sines(Table.ENTRIES, Math.PI / 2);
      System.out.println(table.memory().readDouble(TableLayout.DATA_OFFSET));
      System.out.println(table.memory().readDouble(TableLayout.DATA_OFFSET + Double.BYTES));
    }
  }
}
