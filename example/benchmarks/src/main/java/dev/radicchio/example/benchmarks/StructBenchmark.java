package dev.radicchio.example.benchmarks;

import dev.radicchio.memory.FlatMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Structs through their generated views, and as one would read and write them without. */
@State(Scope.Thread)
public class StructBenchmark {
  private static final int LENGTH = 1000;
  private static final int BASE = 4096;

  private static final int SIZE = 24;
  private static final int ID = 0;
  private static final int AGE = 4;
  private static final int POSITION = 8;
  private static final int SPEED = 16;

  private final FlatMemory memory = new FlatMemory(1, 1);

  public StructBenchmark() {
    ParticleStruct.Array particles = ParticleStruct.array(memory, BASE, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      particles.get(i).id(i);
      particles.get(i).speed(1.0 / (i + 1));
    }
  }

  @Benchmark
  public int struct() {
    ParticleStruct.Array particles = ParticleStruct.array(memory, BASE, LENGTH);
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      Particle particle = particles.get(i);
      particle.age(particle.age() + 1);
      particle.position(particle.position() + particle.speed());
      sum += particle.id();
    }
    return sum;
  }

  @Benchmark
  public int raw() {
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      int at = BASE + i * SIZE;
      memory.writeInt(at + AGE, memory.readInt(at + AGE) + 1);
      memory.writeDouble(
          at + POSITION, memory.readDouble(at + POSITION) + memory.readDouble(at + SPEED));
      sum += memory.readInt(at + ID);
    }
    return sum;
  }
}
