// The address of a region that Java asked for, alone in its segment.
#define EXPORT(name) __attribute__((export_name(#name)))
extern int buffer[];
int *volatile pointer = &buffer[1];
EXPORT(address) int *address(void) { return pointer; }
