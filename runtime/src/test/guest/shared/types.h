#include <typeinfo>
#define EXPORT extern "C" __attribute__((visibility("default")))
struct Shape {
  virtual ~Shape() {}
  virtual int area() const = 0;
};
struct Square : Shape {
  int side;
  Square(int side) : side(side) {}
  int area() const override { return side * side; }
};

// What libc++abi says before it aborts would bring all of stdio.
extern "C" __attribute__((weak)) void abort_message(const char *, ...) { __builtin_trap(); }
