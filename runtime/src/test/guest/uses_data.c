extern int shared_numbers[4];
extern int *shared_pointer;
__attribute__((export_name("shared_number"))) int shared_number(int i) { return shared_numbers[i]; }
__attribute__((export_name("through_pointer"))) int through_pointer(void) { return *shared_pointer; }
__attribute__((export_name("address"))) int *address(void) { return &shared_numbers[1]; }
