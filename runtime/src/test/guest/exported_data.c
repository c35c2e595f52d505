// Data that other modules refer to by name.
int shared_numbers[4] = {10, 20, 30, 40};
int *shared_pointer = &shared_numbers[2];
__attribute__((export_name("first"))) int first(void) { return shared_numbers[0]; }
