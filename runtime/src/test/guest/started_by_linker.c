// Memory and pointers that linkers put in order before the module can be used, in a start function or one for data relocations:
// .bss, a GOT entry of the module's own, and a pointer in static data.
#define EXPORT(name) __attribute__((export_name(#name)))
void nothing(void);
static int zeros[100];
__attribute__((visibility("default"))) int seven = 7;
static int *volatile pointer = &seven;

EXPORT(count) int count(int i) {
  zeros[i] += seven;
  return zeros[i] + *pointer;
}
EXPORT(call_back) void call_back(void) { nothing(); }
