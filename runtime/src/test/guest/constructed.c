// A shared library whose constructors its linker does not export.
static volatile int source = 7;
static int value;
__attribute__((constructor)) static void construct(void) { value = source * 6; }
__attribute__((visibility("default"))) int get(void) { return value; }
