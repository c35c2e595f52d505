// Takes the address of a weak function that nothing defines, and never calls it by its name.
extern int hook(int) __attribute__((weak));
int (*hooks[1])(int) = {hook};
__attribute__((visibility("default"))) int call_hook(int x) { return hooks[0] ? hooks[0](x) : -1; }
