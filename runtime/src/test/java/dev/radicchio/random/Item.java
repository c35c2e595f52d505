package dev.radicchio.random;

import java.util.List;
import java.util.stream.Stream;

/** What a source file defines. */
sealed interface Item permits Function, Variable, Constructor, VirtualClass {
  String name();

  Unit unit();

  Linkage linkage();

  /** The names that it refers to. */
  Stream<String> references();

  /** The same with less in it, each time without another piece. */
  List<Item> smaller();
}
