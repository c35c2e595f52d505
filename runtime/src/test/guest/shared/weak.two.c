#define EXPORT __attribute__((visibility("default")))
EXPORT int hook(int x) { return x + 1000; }
EXPORT int setting = 77;
EXPORT int policy(int x) { return x * 7; }
EXPORT int level = 9;
EXPORT int replaceable(int x) { return x + 50; }
__attribute__((weak, visibility("hidden"))) int hidden_level = 4;
EXPORT int set_hidden(int x) { return hidden_level = x; }
EXPORT int (*policy_of_two(void))(int) { return policy; }
EXPORT int *level_of_two(void) { return &level; }
