// The address of a function that another module defines: in code (a relocation, or a GOT.func entry) and in static data.
#define EXPORT(name) __attribute__((export_name(#name)))

int triple(int x);
static int (*volatile in_data)(int) = triple;

EXPORT(address_in_code) void *address_in_code(void) { return (void *)triple; }
EXPORT(address_in_data) void *address_in_data(void) { return (void *)in_data; }
EXPORT(is_triple) int is_triple(void *pointer) { return pointer == (void *)triple; }
EXPORT(call_pointer) int call_pointer(int (*pointer)(int), int x) { return pointer(x); }
