// Takes a KiB of its stack, and calls out from there.
#define EXPORT(name) __attribute__((export_name(#name)))
#define IMPORT(name) __attribute__((import_module("env"), import_name(#name)))

IMPORT(visit) int visit(int depth);

static volatile int calls = 1; // static data, which the stack lies behind

static int sum(volatile unsigned char *frame, int value) {
  int sum = 0;
  for (int i = 0; i < 1000; i += 100) frame[i] = value;
  for (int i = 0; i < 1000; i += 100) sum += frame[i];
  return sum;
}

EXPORT(dive) int dive(int depth) {
  volatile unsigned char frame[1000];
  int before = sum(frame, 1);
  calls++;
  return depth < 0 ? -1 : visit(depth) + frame[900] * before;
}

EXPORT(trap) int trap(int value) {
  volatile unsigned char frame[1000];
  if (sum(frame, value) != value * 10 || visit(value + 1) == 1) __builtin_trap();
  return frame[0];
}

EXPORT(stack_address) int stack_address(void) {
  volatile int local[4];
  local[0] = 1;
  return (int)(unsigned long)&local[0] + local[0] - 1;
}
