// Static data, a pointer stored in it, and a slot of the function table.

static int step(int by);

static int count = 11;
static int *volatile where = &count;
static int (*volatile stepper)(int) = step;

static int step(int by) { return *where += by; }

__attribute__((export_name("step"))) int call_step(int by) { return stepper(by); }

__attribute__((export_name("current_count"))) int current_count(void) { return *where; }
