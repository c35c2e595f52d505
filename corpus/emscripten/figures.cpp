// A side module in C++: virtual functions, abstract and multiple bases, objects constructed before the first call, in
// static data and in static locals. Their virtual tables hold nothing but function pointers that must be relocated.
#include <emscripten.h>
#include <stddef.h>

#define EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

// the side module gets along without Emscripten's libraries
void operator delete(void *) noexcept {}
void operator delete(void *, size_t) noexcept {}
extern "C" void __cxa_pure_virtual() { __builtin_trap(); }

namespace {
int constructed;

struct Named {
  const char *name;
  explicit Named(const char *name) : name(name) {}
  virtual int letter(int i) const { return name[i]; }
};

struct Shape {
  int number;
  Shape() : number(++constructed) {}
  virtual double area() const = 0;
  virtual int corners() const { return 0; }
};

struct Square : Shape, Named {
  double side;
  explicit Square(double side, const char *name = "square") : Named(name), side(side) {}
  double area() const override { return side * side; }
  int corners() const override { return 4; }
};

struct Circle : Shape, Named {
  double radius;
  explicit Circle(double radius) : Named("circle"), radius(radius) {}
  double area() const override { return 3 * radius * radius; }
  int letter(int i) const override { return name[i] - 'a' + 'A'; }
};

struct Cube : Square {
  explicit Cube(double side) : Square(side, "cube") {}
  double area() const override { return 6 * Square::area(); }
  int corners() const override { return 2 * Square::corners(); }
};

template <typename T> struct Registry {
  static T *items[8];
  static int size;
  static T *add(T *item) { return items[size++] = item; }
};
template <typename T> T *Registry<T>::items[8];
template <typename T> int Registry<T>::size;

Square square(1.5);
Circle circle(2);
Cube cube(3);
Shape *const shapes[] = {&square, &circle, &cube};
// run when the module is initialized, and only once
Named *first = Registry<Named>::add(&circle);
Named *second = Registry<Named>::add(&cube);
Shape *biggest = Registry<Shape>::add(shapes[constructed - 1]);

double (Shape::*const measure)() const = &Shape::area;
} // namespace

EXPORT double area(int i) { return shapes[i]->area(); }
EXPORT int corners(int i) { return shapes[i]->corners(); }
EXPORT int number(int i) { return shapes[i]->number; }
EXPORT double measured(int i) { return (shapes[i]->*measure)(); }
EXPORT int letter(int i, int j) { return Registry<Named>::items[i]->letter(j); }
EXPORT int registered(void) { return Registry<Named>::size * 10 + Registry<Shape>::size; }
EXPORT double biggest_area(void) { return biggest->area(); }
EXPORT void resize(double side) {
  static Cube &resized = *static_cast<Cube *>(shapes[2]);
  resized.side = side;
}
EXPORT double later(double side) {
  struct Late : Square {
    int calls = 100;
    explicit Late(double side) : Square(side, "late") {}
    double area() const override { return calls + Square::area(); }
  };
  static Late late(side);
  late.calls++;
  Shape *volatile shape = &late;
  return shape->area();
}
EXPORT int how_many(void) { return constructed; }
