// Data that is linked at an address that is no multiple of its alignment, before data that is aligned.
#define EXPORT(name) __attribute__((export_name(#name)))
static volatile int narrow = 5;
static _Alignas(64) volatile int wide[16];

EXPORT(sum) int sum(void) { return narrow + wide[15]; }
EXPORT(narrow_address) volatile int *narrow_address(void) { return &narrow; }
EXPORT(wide_address) volatile int *wide_address(void) { return wide; }
