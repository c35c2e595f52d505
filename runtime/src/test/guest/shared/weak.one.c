// Weak references to what another module may have, and defaults that another may replace.
#define EXPORT __attribute__((visibility("default")))
#define WEAK __attribute__((weak))
WEAK extern int hook(int);
WEAK extern int setting;
WEAK extern int absent(int);
WEAK extern int absent_data;
EXPORT WEAK int policy(int x) { return x * 10; }
EXPORT WEAK int level = 1;
WEAK __attribute__((visibility("hidden"))) int hidden_level = 3;

// An alias stays what it is when the weak name is another's.
EXPORT int fallback(int x) { return x + 2; }
EXPORT WEAK __attribute__((alias("fallback"))) int replaceable(int x);

EXPORT int call_hook(int x) { return hook ? hook(x) : -1; }
EXPORT int call_absent(int x) { return absent ? absent(x) : -1; }
EXPORT int get_setting(void) { return &setting ? setting : -1; }
EXPORT int get_absent(void) { return &absent_data ? absent_data : -1; }
EXPORT int use_policy(int x) { return policy(x); }
EXPORT int use_level(void) { return level * 100 + hidden_level; }
EXPORT int use_replaceable(int x) { return replaceable(x) * 100 + fallback(x); }
int (*functions[5])(int) = {hook, absent, policy, replaceable, fallback};
EXPORT int through_functions(int i, int x) { return functions[i] ? functions[i](x) : -1; }
int *pointers[4] = {&setting, &absent_data, &level, &hidden_level};
EXPORT int through_pointers(int i) { return pointers[i] ? *pointers[i] : -1; }
