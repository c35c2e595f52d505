// Static data that is nothing but addresses of another module: every byte of its segment is zero in the file, and the segment
// would be taken for .bss. One kind of data a build, or the others would keep the segment from being all zeros.
#define EXPORT(name) __attribute__((export_name(#name)))
extern int shared_numbers[4];
extern int *shared_pointer;
extern int first(void);
__attribute__((weak)) extern int nowhere;

#if defined VARIABLE
int *volatile pointer = &shared_numbers[2];
EXPORT(through) int through(int i) { return pointer[i]; }
#elif defined CONSTANTS
int *const volatile table[] = {&shared_numbers[1], &nowhere, &shared_numbers[3]};
EXPORT(through) int through(int i) { return table[i] ? *table[i] : -1; }
#elif defined FUNCTIONS
int (*const volatile functions[])(void) = {first, first};
EXPORT(through) int through(int i) { return functions[i](); }
#elif defined GOT
EXPORT(through) int through(int i) { return shared_pointer[i]; }
#elif defined GOT_AND_DATA
static volatile int offset;
EXPORT(through) int through(int i) { return shared_pointer[i + offset]; }
#endif
