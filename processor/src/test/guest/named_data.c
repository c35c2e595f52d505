// Data that has names: some fit to be Java constants, some clash, one is C's own.
int counterValue = 41;
int counter_value = 42;
int data_start = 43;
char buffer[100];
int __reserved = 44;
static int hidden = 45;

__attribute__((export_name("sum"))) int sum(void) {
  return counterValue + counter_value + data_start + buffer[99] + __reserved + hidden;
}
