// A singleton and other things that C++ has once in a program, in whichever module they are used.
#pragma once
#define EXPORT extern "C" __attribute__((visibility("default"), used))
struct Registry {
  int entries = 0;
  int sum = 0;
  static Registry &instance() {
    static Registry registry;
    return registry;
  }
  virtual ~Registry() {}
  virtual int add(int value) { entries++; return sum += value; }
};
inline int counter = 10;
template <class T> struct Cache { static int hits; };
template <class T> int Cache<T>::hits = 0;
inline int twice(int x) { return 2 * x; }
