// What C++ needs to throw and to catch anything: no types, and blocks that are never freed.
static int blocks[16][4];
static int used;
static void *caught[64];
static int depth;

int _ZTIi[2];

void *__cxa_allocate_exception(unsigned long size) { return blocks[used++ & 15]; }
void __cxa_throw(void *object, void *type, void *destructor) { __builtin_wasm_throw(0, object); }
void *__cxa_begin_catch(void *object) { return caught[depth++] = object; }
void __cxa_end_catch(void) { depth--; }
void __cxa_rethrow(void) { __builtin_wasm_throw(0, caught[depth - 1]); }
void _ZSt9terminatev(void) { __builtin_trap(); }

// How many exceptions are being handled, and the number in the one that was caught last.
int handled(void) { return depth; }
int current(void) { return *(int *)caught[depth - 1]; }
