// Symbols that linkers define themselves.
#define EXPORT(name) __attribute__((export_name(#name)))
extern char __heap_base, __heap_end, __data_end, __global_base, __stack_low, __stack_high, __dso_handle;
extern int maybe __attribute__((weak));
extern int maybe_function(int) __attribute__((weak));
static char *const in_data[] = {&__heap_base, &__stack_high};
static int some_data[4] = {1, 2, 3, 4};

EXPORT(symbol) char *symbol(int i) {
  switch (i) {
    case 0: return &__heap_base;
    case 1: return &__heap_end;
    case 2: return &__data_end;
    case 3: return &__global_base;
    case 4: return &__stack_low;
    case 5: return &__stack_high;
    case 6: return &__dso_handle;
    case 7: return (char *)&maybe;
    case 8: return (char *)maybe_function;
    case 9: return in_data[0];
    case 10: return in_data[1];
    default: return (char *)&some_data[i];
  }
}
