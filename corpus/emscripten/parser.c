// A side module in C: a parser of formulas with tables of pointers to strings and functions, and state behind exported
// variables. Emscripten reaches those through its global offset table, also from inside the module.
#include <emscripten.h>
#include <stdint.h>

typedef double (*operation)(double, double);

static double plus(double a, double b) { return a + b; }
static double minus(double a, double b) { return a - b; }
static double times(double a, double b) { return a * b; }
static double over(double a, double b) { return a / b; }

static const struct {
  char sign;
  int binds;
  operation apply;
} operators[] = {{'+', 1, plus}, {'-', 1, minus}, {'*', 2, times}, {'/', 2, over}};

static const char *const formulas[] = {"1+2*3", "(1+2)*3", "10-4-3", "2*(3+4)*5-6/4", "((7))", "3*x", ""};

// others may replace or read these
int depth_limit = 20;
int evaluated;
const char *last_formula = "none yet";
static const char *at;
static int depth;
static uint64_t history[4];

EMSCRIPTEN_KEEPALIVE double twice(double value) { return 2 * value; }

static double sum(int binds);

static double factor(void) {
  if (++depth > depth_limit) __builtin_trap();
  double value = 0;
  if (*at == '(') {
    at++;
    value = sum(1);
    at++;
  } else {
    while (*at >= '0' && *at <= '9') value = 10 * value + (*at++ - '0');
  }
  depth--;
  return value;
}

static double sum(int binds) {
  double value = factor();
  for (int i = 0; i < 4;) {
    if (*at == operators[i].sign && operators[i].binds >= binds) {
      at++;
      value = operators[i].apply(value, sum(operators[i].binds + 1));
      i = 0;
    } else {
      i++;
    }
  }
  return value;
}

EMSCRIPTEN_KEEPALIVE double evaluate(int i) {
  at = last_formula = formulas[i];
  double value = sum(1);
  evaluated++;
  history[evaluated & 3] += (uint64_t)value << 32 | (uint64_t)evaluated;
  return value;
}
EMSCRIPTEN_KEEPALIVE int rest_char(int i) { return at[i]; }
EMSCRIPTEN_KEEPALIVE int last_char(int i) { return last_formula[i]; }
EMSCRIPTEN_KEEPALIVE int count(void) { return evaluated; }
EMSCRIPTEN_KEEPALIVE uint64_t past(int i) { return history[i]; }
EMSCRIPTEN_KEEPALIVE void limit(int deepest) { depth_limit = deepest; }

// an exported function by its address, which must be the same however it is asked for
static double (*volatile pointer)(double) = twice;
EMSCRIPTEN_KEEPALIVE double through_pointer(double value) { return pointer(value); }
EMSCRIPTEN_KEEPALIVE int same_pointer(void) { return pointer == twice; }
