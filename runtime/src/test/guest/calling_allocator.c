// Operators of C++ that tell someone else what they do.
typedef unsigned long size_t;

void *malloc(size_t size);
void free(void *block);
void allocated(size_t size);

__attribute__((noinline)) void *operator_new(size_t size) __asm__("_Znwm");
__attribute__((noinline)) void operator_delete(void *block) __asm__("_ZdlPv");

void *operator_new(size_t size) {
  allocated(size);
  return malloc(size);
}
void operator_delete(void *block) { free(block); }

__attribute__((export_name("take"))) void *take(size_t size) { return operator_new(size); }
__attribute__((export_name("give"))) void give(void *block) { operator_delete(block); }
