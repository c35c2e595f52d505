// A station adds to a number and hands it to the next station, which may be another copy of this
// very module. What a station must not share with its copies: the statics below and its frames.

#include <stdbool.h>
#include <stdint.h>

#include "point.h"

typedef int32_t receiver(struct point *number, int32_t handovers);

enum { STEP = 23, TRAIL = 8 };

receiver receive;

// Until it is connected, a station is its own neighbour.
static receiver *next = receive;

static int32_t calls;

// The frame that receive() used last. Volatile, so that the frame really is in memory.
static int64_t *volatile frame;

static void mark(int64_t *trail, int64_t from) {
  for (int i = 0; i < TRAIL; i++) {
    trail[i] = from + i;
  }
}

static bool intact(const int64_t *trail, int64_t from) {
  for (int i = 0; i < TRAIL; i++) {
    if (trail[i] != from + i) {
      return false;
    }
  }
  return true;
}

// Adds to the number, lets the following stations do the same, and returns how many stations found
// their stack frame intact when the number had come back to them.
__attribute__((export_name("receive"))) int32_t receive(struct point *number, int32_t handovers) {
  int64_t trail[TRAIL];
  frame = trail;
  number->value += STEP;
  calls++;
  int64_t seen = number->value;
  mark(frame, seen);
  int32_t others = handovers > 0 ? next(number, handovers - 1) : 0;
  return others + intact(trail, seen);
}

__attribute__((export_name("receiver"))) receiver *address_of_receive(void) {
  return receive;
}

__attribute__((export_name("connect"))) void connect(receiver *following) {
  next = following;
}

__attribute__((export_name("calls"))) int32_t calls_so_far(void) {
  return calls;
}

__attribute__((export_name("calls_address"))) const int32_t *address_of_calls(void) {
  return &calls;
}

__attribute__((export_name("frame_address"))) const int64_t *address_of_frame(void) {
  return frame;
}
