package dev.radicchio.example.benchmarks;

import dev.radicchio.memory.FlatMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Structs through their generated views, and as one would read and write them without. */
@State(Scope.Thread)
public class StructBenchmark {
  private static final int SIZE = 24;
  private static final int ID = 0;
  private static final int AGE = 4;
  private static final int POSITION = 8;
  private static final int SPEED = 16;

  /** As a guest would give them: what the compiler cannot know. */
  private int base = 4096;

  private int length = 1000;

  private final FlatMemory memory = new FlatMemory(1, 1);

  public StructBenchmark() {
    ParticleStruct.Array particles = ParticleStruct.array(memory, base, length);
    for (int i = 0; i < length; i++) {
      particles.get(i).id(i);
      particles.get(i).speed(1.0 / (i + 1));
    }
  }

  byte[] bytes() {
    return memory.slice(base, length * SIZE).toByteArray();
  }

  @Benchmark
  public int struct() {
    ParticleStruct.Array particles = ParticleStruct.array(memory, base, length);
    int sum = 0;
    for (int i = 0; i < particles.length(); i++) {
      Particle particle = particles.get(i);
      particle.age(particle.age() + 1);
      particle.position(particle.position() + particle.speed());
      sum += particle.id();
    }
    return sum;
  }

  @Benchmark
  public int raw() {
    FlatMemory memory = this.memory;
    int base = this.base;
    int length = this.length;
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int at = base + i * SIZE;
      memory.writeInt(at + AGE, memory.readInt(at + AGE) + 1);
      memory.writeDouble(
          at + POSITION, memory.readDouble(at + POSITION) + memory.readDouble(at + SPEED));
      sum += memory.readInt(at + ID);
    }
    return sum;
  }

  /** Counts addresses instead of structs, for which HotSpot moves bounds checks out of the loop. */
  @Benchmark
  public int strided() {
    FlatMemory memory = this.memory;
    int end = base + length * SIZE;
    int sum = 0;
    for (int at = base; at < end; at += SIZE) {
      memory.writeInt(at + AGE, memory.readInt(at + AGE) + 1);
      memory.writeDouble(
          at + POSITION, memory.readDouble(at + POSITION) + memory.readDouble(at + SPEED));
      sum += memory.readInt(at + ID);
    }
    return sum;
  }
}
