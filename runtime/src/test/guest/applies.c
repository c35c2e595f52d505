/* Calls what another module's data points to. */
struct operations {
  int (*first)(int);
  int (*second)(int);
  const int *third;
};
extern const struct operations operations;

__attribute__((export_name("apply"))) int apply(int number) {
  return operations.first(operations.second(number)) + *operations.third * 1000;
}
