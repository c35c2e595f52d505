package dev.radicchio.engine.chicory;

/**
 * What Chicory 1.7.5's compiler calls the classes and methods that it makes, and how many functions
 * share a class. A class that runs the image comes with classes that have a method for each
 * function.
 */
final class CompiledNames {
  /** How many functions are put into a class, unless they are too large for one. */
  static final int FUNCTIONS_OF_CLASS = 1024 * 12;

  private static final String GROUP = "FuncGroup_";

  private CompiledNames() {}

  /**
   * The class of some of the functions.
   *
   * @param machine the name of the class that runs the image
   */
  static String group(String machine, int number) {
    return machine + GROUP + number;
  }

  /** Whether a class is one of those. */
  static boolean isGroup(String machine, String name) {
    return name.startsWith(machine + GROUP);
  }

  /**
   * How many functions are in each class but the last: it is halved until no class is too large.
   * How often is not told, but only one number of that row gives as many classes as there are.
   */
  static int functionsOfClass(int functions, long groups) {
    int each = FUNCTIONS_OF_CLASS;
    while ((functions + each - 1) / each < groups) {
      each /= 2;
    }
    return each;
  }

  /** The method of a function, which takes numbers, the memory and the instance. */
  static String method(int function) {
    return "func_" + function;
  }

  /** The method that takes the instance, the memory, and the arguments as bits. */
  static String callByBits(int function) {
    return "call_" + function;
  }
}
