// Static data of several pages, before and after initialized data, and .bss behind it.
#define EXPORT(name) __attribute__((export_name(#name)))
#define COUNT 20000

static unsigned table[COUNT] = {3, 1, 4, 1, 5, [COUNT - 3] = 9, 2, 6};
static unsigned *const last = &table[COUNT - 1];
static unsigned zeros[COUNT];

EXPORT(checksum) unsigned checksum(void) {
  unsigned sum = 0;
  for (int i = 0; i < COUNT; i++) sum = sum * 31 + table[i] + zeros[i];
  return sum;
}
EXPORT(last_value) unsigned last_value(void) { return *last; }
EXPORT(put) void put(int i, unsigned value) { zeros[i] = value; }
