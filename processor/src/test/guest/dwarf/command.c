// Makes a command of what it is linked to: each export is wrapped, to run this before it.
static volatile int ready;
__attribute__((constructor)) static void begin(void) { ready = 1; }
__attribute__((export_name("is_ready"))) int is_ready(void) { return ready; }
