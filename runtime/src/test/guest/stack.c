// Uses the stack in memory, as deep as asked, and keeps static data that an overflow must not touch.
#define EXPORT(name) __attribute__((export_name(#name)))

static int statics[256];

EXPORT(fill_statics) void fill_statics(int value) {
  for (int i = 0; i < 256; i++) statics[i] = value;
}
EXPORT(statics_are) int statics_are(int value) {
  for (int i = 0; i < 256; i++)
    if (statics[i] != value) return 0;
  return 1;
}

__attribute__((noinline)) static int descend(int depth, volatile int *above) {
  volatile int frame[64];
  for (int i = 0; i < 64; i++) frame[i] = depth;
  if (depth == 0) return frame[0] + *above;
  return descend(depth - 1, frame) + frame[63];
}
EXPORT(use_stack) int use_stack(int depth) {
  volatile int base = 1;
  return descend(depth, &base);
}
EXPORT(stack_address) int stack_address(void) {
  volatile int local[4];
  local[0] = 1;
  return (int)(unsigned long)&local[0] + local[0] - 1;
}
