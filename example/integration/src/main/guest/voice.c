// One voice of a chord: a square wave. Each instance of this module has statics of its own.

#include <stdint.h>

static uint32_t step;
static int32_t loudness;

// How far the wave is; a whole period is 2^32.
static uint32_t phase;

__attribute__((export_name("tune"))) void tune(uint32_t periods_over_2_to_32, int32_t amplitude) {
  step = periods_over_2_to_32;
  loudness = amplitude;
}

// Adds the wave to the samples, going on where it ended the last time.
__attribute__((export_name("sing"))) void sing(int32_t *samples, int32_t bytes) {
  for (int32_t i = 0; i < bytes / (int32_t)sizeof *samples; i++) {
    samples[i] += phase >> 31 ? -loudness : loudness;
    phase += step;
  }
}
