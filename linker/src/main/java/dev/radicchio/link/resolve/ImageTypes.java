package dev.radicchio.link.resolve;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.input.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The types of the image, and which of them each type of each instance is. */
public final class ImageTypes {
  private final TypePool pool;
  private final List<int[]> indices;

  private ImageTypes(TypePool pool, List<int[]> indices) {
    this.pool = pool;
    this.indices = indices;
  }

  static ImageTypes of(List<Instance> instances) {
    TypePool pool = new TypePool();
    List<int[]> indices = new ArrayList<>();
    instances.forEach(instance -> indices.add(pool.add(instance.binary())));
    return new ImageTypes(pool, List.copyOf(indices));
  }

  /** The same, to which a later stage may add what it needs. */
  public ImageTypes copy() {
    return new ImageTypes(pool.copy(), indices);
  }

  /** The index in the image of a type of an instance. */
  public int of(Instance instance, int type) {
    return indices.get(instance.number())[type];
  }

  /** The same for each type of an instance. */
  public IntUnaryOperator of(Instance instance) {
    int[] ofInstance = indices.get(instance.number());
    return type -> ofInstance[type];
  }

  /** The index in the image of the type of a function of an instance. */
  public int ofFunction(Instance instance, int function) {
    return of(instance, instance.binary().functions().get(function).typeIndex());
  }

  /** Adds a function type of numbers; returns its index. */
  public int add(FunctionType type) {
    return pool.add(type);
  }

  /** See {@link TypePool#blockType}. */
  public int blockType(Instance instance, int type, FunctionType definition) {
    return pool.blockType(of(instance, type), definition, of(instance));
  }

  /** Writes the contents of the type section. */
  public void write(WasmWriter out) {
    pool.write(out);
  }
}
