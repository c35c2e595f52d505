// Defines the function whose address the others take, and takes it itself. The export has the symbol's own name.
#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(triple) int triple(int x) { return 3 * x; }
static int other(int x) { return x; }
static int (*volatile operations[])(int) = {other, triple};

EXPORT(own_address_in_code) void *own_address_in_code(void) { return (void *)triple; }
EXPORT(own_address_in_data) void *own_address_in_data(void) { return (void *)operations[1]; }
