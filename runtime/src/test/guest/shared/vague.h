// What C++ defines in each file that uses it, and means to be one in the whole program.
#pragma once
#define EXPORT extern "C" __attribute__((visibility("default")))

inline int hits = 100;
inline int &registry() {
  static int value = 7;
  return value;
}
inline int helper(int x) { return x + 1; }
template <class T> struct Id {
  static int tag;
};
template <class T> int Id<T>::tag = 5;

// Constructed when it is first asked for, and when the program is initialized: each once.
struct Counted {
  static inline int constructed = 0;
  int number;
  Counted() : number(++constructed) {}
};
inline Counted &late() {
  static Counted instance;
  return instance;
}
inline Counted early;
inline thread_local int per_thread = 30;
inline const int answers[2] = {42, 43};
using Function = int (*)(int);
inline const Function functions[2] = {helper, helper};
