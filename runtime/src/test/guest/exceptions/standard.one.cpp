#include "standard.h"
EXPORT int fail(int kind) {
  switch (kind) {
  case 0: return 5;
  case 1: throw std::out_of_range("out of range");
  case 2: throw storage::Failure("failed with a long text, which is not in the object itself", 42);
  case 3: throw 7;
  default: throw 2.5;
  }
}
