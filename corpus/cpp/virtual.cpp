// C++ without a library: virtual tables, static constructors in order, pointers to members, templates with static data.
#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

extern "C" int __cxa_atexit(void (*)(void *), void *, void *) { return 0; }
extern "C" void __cxa_pure_virtual() { __builtin_trap(); }
void operator delete(void *) noexcept {}
void operator delete(void *, unsigned long) noexcept {}

static int order;
struct Animal {
  int born;
  Animal() : born(++order) {}
  virtual ~Animal() {}
  virtual int legs() const = 0;
  virtual const char *sound() const { return "..."; }
};
struct Dog : Animal {
  int legs() const override { return 4; }
  const char *sound() const override { return "woof"; }
};
struct Bird : Animal {
  int legs() const override { return 2; }
};
struct Robot : Dog {
  int wheels = order * 10;
  int legs() const override { return wheels; }
};

static Dog dog;
static Bird bird;
static Robot robot;
static Animal *const animals[] = {&dog, &bird, &robot};

template <int N> struct Counter {
  static int count;
  static int next() { return count += N; }
};
template <int N> int Counter<N>::count = N * 100;

static int (Animal::*const questions[])() const = {&Animal::legs};

EXPORT(legs) int legs(int i) { return (animals[i]->*questions[0])(); }
EXPORT(sound_char) int sound_char(int i, int j) { return animals[i]->sound()[j]; }
EXPORT(born) int born(int i) { return animals[i]->born; }
EXPORT(next) int next(int which) { return which ? Counter<3>::next() : Counter<5>::next(); }
EXPORT(is_same_type) int is_same_type(int i, int j) { return *(void **)animals[i] == *(void **)animals[j]; }
