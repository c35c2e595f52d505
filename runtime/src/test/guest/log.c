// Records in which order constructors and functions ran.
#define EXPORT(name) __attribute__((export_name(#name)))
static int length;
static volatile int first = 1; // or the compiler would run the constructor itself
static int entries[16];

EXPORT(append) void append(int value) { entries[length++] = value; }
EXPORT(entry) int entry(int i) { return i < length ? entries[i] : -1; }
__attribute__((constructor)) static void construct(void) { append(first); }
