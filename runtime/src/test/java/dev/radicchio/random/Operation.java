package dev.radicchio.random;

import java.util.Locale;
import java.util.stream.Stream;

/** What a function does to the number that it computes, {@code r}. */
sealed interface Operation {
  /** Writes it as source, or nothing where what it refers to is gone. */
  void write(Code code);

  /** The names that it refers to. */
  default Stream<String> references() {
    return Stream.of();
  }

  /** Whether it has another function called, which may do the same. */
  default boolean calls() {
    return this instanceof Call
        || this instanceof Through
        || this instanceof Frame
        || this instanceof Allocate
        || this instanceof Lend
        || this instanceof Callback
        || this instanceof Virtual
        || this instanceof Cast
        || this instanceof Catch;
  }

  /** What the table of constructs calls it. */
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Adds and rotates. */
  record Mix(int salt) implements Operation {
    @Override
    public void write(Code code) {
      code.mix(salt);
    }
  }

  /** Reads an element, or what it points to. */
  record Read(String variable, int index) implements Operation {
    @Override
    public void write(Code code) {
      code.read(variable, index);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(variable);
    }
  }

  /** Changes an element, or what it points to. */
  record Write(String variable, int index) implements Operation {
    @Override
    public void write(Code code) {
      code.change(variable, index);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(variable);
    }
  }

  /** Adds a constant to a cell, which may be done in any order. */
  record Bump(String variable, int index, int by) implements Operation {
    @Override
    public void write(Code code) {
      code.bump(variable, index, by);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(variable);
    }
  }

  /** Changes a cell so that the order shows. */
  record Fold(String variable, int salt) implements Operation {
    @Override
    public void write(Code code) {
      code.fold(variable, salt);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(variable);
    }
  }

  /** Calls a function. */
  record Call(String function) implements Operation {
    @Override
    public void write(Code code) {
      code.call(function);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(function);
    }
  }

  /** Calls a function if it is there, or reads a cell if it is. */
  record IfThere(String name) implements Operation {
    @Override
    public void write(Code code) {
      code.ifThere(name);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(name);
    }
  }

  /** Calls a function by its address in a table. */
  record Through(String variable, int index) implements Operation {
    @Override
    public void write(Code code) {
      code.through(variable, index);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(variable);
    }
  }

  /** Compares an address that is stored with that of a function or an element. */
  record Compare(String variable, int index, String name, int element) implements Operation {
    @Override
    public void write(Code code) {
      code.compare(variable, index, name, element);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(variable, name);
    }
  }

  /** Passes an array on the stack. */
  record Frame(String function, int words) implements Operation {
    @Override
    public void write(Code code) {
      code.frame(function, words);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(function);
    }
  }

  /** Has one function allocate, another one use and a third one free. */
  record Allocate(String maker, String user, String releaser, int words) implements Operation {
    @Override
    public void write(Code code) {
      code.allocate(maker, user, releaser, words);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(maker, user, releaser);
    }
  }

  /** Counts in a variable of its own that lives as long as the program. */
  record Count(int start) implements Operation {
    @Override
    public void write(Code code) {
      code.count(start);
    }
  }

  /** Calls functions of a trait, of static objects and of one that it makes. */
  record Dispatch(int which) implements Operation {
    @Override
    public void write(Code code) {
      code.dispatch(which);
    }
  }

  /** Has the host allocate, and either it or the guest free. */
  record Lend(String user, int words, boolean hostFrees) implements Operation {
    @Override
    public void write(Code code) {
      code.lend(user, words, hostFrees);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(user);
    }
  }

  /** Has the host call a function. */
  record Callback(String function) implements Operation {
    @Override
    public void write(Code code) {
      code.callback(function);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(function);
    }
  }

  /** Makes an object, which a factory gives to its caller. */
  record New(String type) implements Operation {
    @Override
    public void write(Code code) {
      code.make(type);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(type);
    }
  }

  /** Uses C's library. */
  record Library(int which) implements Operation {
    /** How many things it may do. */
    static final int KINDS = 4;

    @Override
    public void write(Code code) {
      code.library(which);
    }
  }

  /** Asks for an object's class at run time. */
  record Cast(String factory, String type) implements Operation {
    @Override
    public void write(Code code) {
      code.cast(factory, type);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(factory, type);
    }
  }

  /** Makes an object, calls it virtually, and deletes it. */
  record Virtual(String factory, int method) implements Operation {
    @Override
    public void write(Code code) {
      code.virtual(factory, method);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(factory);
    }
  }

  /** Throws now and then. */
  record Throw(int every) implements Operation {
    @Override
    public void write(Code code) {
      code.raise(every);
    }
  }

  /** Calls a function and catches what it throws. */
  record Catch(String function) implements Operation {
    @Override
    public void write(Code code) {
      code.catching(function);
    }

    @Override
    public Stream<String> references() {
      return Stream.of(function);
    }
  }
}
