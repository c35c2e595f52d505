// One of two modules that import from each other. NAME is its function and OTHER the other's; what its constructor does is said
// by CALLS, CALLS_POINTER, READS or SETS.
#define JOIN(a, b) a##b
#define DATA(name) JOIN(name, _data)
#define STRING(name) #name
#define EXPORT(name) __attribute__((export_name(STRING(name))))
int OTHER(void);
extern int DATA(OTHER);
int DATA(NAME) = 5;
static int (*volatile pointer)(void) = OTHER;
static volatile int source = 42; // or the compiler would run the constructor itself
static int value, seen;

EXPORT(NAME) int NAME(void) { return value; }
EXPORT(ask) int ask(void) { return OTHER(); }
EXPORT(seen) int what_was_seen(void) { return seen; }

#if defined CALLS
static void look(void) { seen = OTHER(); }
#elif defined CALLS_POINTER
static void look(void) { seen = pointer(); }
#elif defined READS
static void look(void) { seen = DATA(OTHER); }
#else
static void look(void) {}
#endif
#if !defined NOTHING
__attribute__((constructor)) static void construct(void) {
  look();
  value = source;
}
#endif
