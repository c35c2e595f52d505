// Destructors that run, throw and catch while an exception is under way, and exceptions that are thrown again.
extern "C" int thrower(int);
extern "C" int current(void);
extern "C" int handled(void);

static int trace;
static void note(int digit) { trace = trace * 10 + digit; }

namespace {
struct Noting {
  int digit;
  ~Noting() { note(digit); }
};

struct Catching {
  int digit;
  ~Catching() {
    try {
      Noting inner{digit};
      thrower(70 + digit);
    } catch (...) {
      note(current() - 70);
    }
  }
};
}

extern "C" {
// The case of the catalogue: a destructor runs before the handler.
int caught(int number) {
  int count = 0;
  struct Adding {
    int &count;
    ~Adding() { count += 100; }
  };
  try {
    Adding adding{count};
    return thrower(number);
  } catch (...) {
    return 1000 + count;
  }
}

int nested(void) {
  trace = 0;
  try {
    Noting a{1};
    try {
      Noting b{2};
      Noting c{3};
      thrower(9);
    } catch (...) {
      note(current());
      Noting d{4};
      thrower(8);
    }
  } catch (...) {
    note(current());
  }
  return trace;
}

// The exception that goes on after the destructor is the first one.
int catching_destructor(void) {
  trace = 0;
  try {
    Catching catching{5};
    thrower(6);
  } catch (...) {
    note(current());
  }
  return trace;
}

static void down(int depth) {
  Catching catching{depth};
  if (depth == 1) thrower(9);
  down(depth - 1);
}

int recursion(void) {
  trace = 0;
  try {
    down(3);
  } catch (...) {
    note(current());
  }
  return trace;
}

int rethrown(void) {
  trace = 0;
  try {
    try {
      thrower(7);
    } catch (...) {
      Catching catching{2};
      throw;
    }
  } catch (...) {
    note(current());
  }
  return trace * 10 + handled();
}

int looping(void) {
  int sum = 0;
  for (int i = 0; i < 100; i++) {
    try {
      Catching catching{1};
      sum += thrower(i % 8);
    } catch (...) {
      sum += 10000;
    }
  }
  return sum;
}
}
