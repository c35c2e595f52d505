// Static data without pointers, for static position-independent code.
static int total = 100;
static const int steps[] = {5, 7, 11};

__attribute__((export_name("advance"))) int advance(int i) { return total += steps[i]; }
