// A table that is collected by section; its bounds are symbols that linkers mark as absolute.
#define ENTRY(name, value) static int name __attribute__((section("registry"), used)) = value;
ENTRY(first, 10)
ENTRY(second, 20)
ENTRY(third, 12)
extern int __start_registry[], __stop_registry[];
__attribute__((export_name("sum"))) int sum(void) {
  int total = 0;
  for (int *entry = __start_registry; entry < __stop_registry; entry++) total += *entry;
  return total;
}
