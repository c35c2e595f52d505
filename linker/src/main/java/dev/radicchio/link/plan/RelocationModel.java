package dev.radicchio.link.plan;

/** How a module's static data and table entries can be moved to where the program wants them. */
public enum RelocationModel {
  /** Relocation sections of a finished module ({@code --emit-relocs}) are applied. */
  RELOCS("relocs"),
  /**
   * A shared library ({@code dylink.0}) gets {@code __memory_base}, {@code __table_base} and GOT
   * entries.
   */
  DYLINK("dylink"),
  /**
   * Position-independent code linked at fixed addresses; its static data may hold pointers that
   * nothing records.
   */
  PIC_STATIC("pic-static"),
  /** Stays where its toolchain put it. */
  ABSOLUTE("absolute"),
  /**
   * Goes on living at the addresses that its toolchain gave it, and a base is added to each that
   * its code uses.
   */
  REBASED("rebased"),
  /**
   * Has no static data, no table entries and no stack, and makes no addresses itself: there is
   * nothing to move.
   */
  POSITION_FREE("position-free");

  private final String text;

  RelocationModel(String text) {
    this.text = text;
  }

  /** The model's name as messages and the documentation write it. */
  @Override
  public String toString() {
    return text;
  }
}
