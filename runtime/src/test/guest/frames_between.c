// Takes a KiB of its stack, and calls another module from there.
#define EXPORT(name) __attribute__((export_name(#name)))
#define IMPORT(name) __attribute__((import_module("env"), import_name(#name)))

IMPORT(dive) int dive(int depth);

static volatile int calls = 1; // static data, which the stack lies behind

EXPORT(pass) int pass(int depth) {
  volatile unsigned char frame[1000];
  for (int i = 0; i < 1000; i += 100) frame[i] = 1;
  calls++;
  return dive(depth) + frame[900];
}
