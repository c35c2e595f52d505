#include "standard.h"
EXPORT int fail(int);
EXPORT int catching(int kind) {
  try {
    return fail(kind);
  } catch (const storage::Failure &failure) {
    return 10000 + failure.code * 10 + (failure.what()[0] == 'f');
  } catch (const std::exception &exception) {
    return 20000 + exception.what()[0];
  } catch (int number) {
    return 30000 + number;
  } catch (...) {
    return 40000;
  }
}
EXPORT int passing(int kind) { return fail(kind); }
