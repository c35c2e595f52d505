package dev.radicchio.example.benchmarks;

import dev.radicchio.annotations.WasmStruct;

/** {@code struct particle { int32_t id; int32_t age; double position; double speed; }}. */
@WasmStruct
interface Particle {
  int id();

  void id(int id);

  int age();

  void age(int age);

  double position();

  void position(double position);

  double speed();

  void speed(double speed);
}
