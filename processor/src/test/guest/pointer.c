// Static data with one pointer, which static position-independent code leaves behind.
static int value = 3;
static int *volatile pointer = &value;

__attribute__((export_name("get"))) int get(void) { return *pointer; }
