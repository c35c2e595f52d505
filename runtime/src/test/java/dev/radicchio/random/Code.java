package dev.radicchio.random;

/** Writes the operations of a function's body in one language; see {@link Operation}. */
interface Code {
  void mix(int salt);

  void read(String variable, int index);

  void change(String variable, int index);

  void bump(String variable, int index, int by);

  void fold(String variable, int salt);

  void call(String function);

  void ifThere(String name);

  void through(String variable, int index);

  void compare(String variable, int index, String name, int element);

  void frame(String function, int words);

  void allocate(String maker, String user, String releaser, int words);

  void count(int start);

  void dispatch(int which);

  void lend(String user, int words, boolean hostFrees);

  void callback(String function);

  void library(int which);

  void cast(String factory, String type);

  void make(String type);

  void virtual(String factory, int method);

  void raise(int every);

  void catching(String function);
}
