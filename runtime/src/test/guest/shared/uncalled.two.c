__attribute__((weak, visibility("hidden"))) int policy(int x) { return x * 7; }
__attribute__((visibility("default"))) int two_calls(int x) { return policy(x); }
