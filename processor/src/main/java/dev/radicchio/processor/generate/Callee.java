package dev.radicchio.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.radicchio.processor.model.ScalarType;

/** How generated code calls a guest's function. */
sealed interface Callee {
  /** The name of the member of the class that is called. */
  String name();

  /** A number as an argument. */
  CodeBlock argument(ScalarType type, CodeBlock value);

  /** A call; of a function with several results it is an array of their bits. */
  CodeBlock call(CodeBlock arguments);

  /** The number that is the only result of a call. */
  CodeBlock result(ScalarType type, CodeBlock call);

  /** A {@link dev.radicchio.GuestFunction} in a field, which takes and gives bits. */
  record Field(String name) implements Callee {
    @Override
    public CodeBlock argument(ScalarType type, CodeBlock value) {
      return Numbers.toGuest(type, value);
    }

    @Override
    public CodeBlock call(CodeBlock arguments) {
      return CodeBlock.of("$N.call($L)", name, arguments);
    }

    @Override
    public CodeBlock result(ScalarType type, CodeBlock call) {
      return Numbers.fromGuest(type, CodeBlock.of("$L[0]", call));
    }
  }

  /** A method that takes and gives the numbers themselves. */
  record Method(String name) implements Callee {
    @Override
    public CodeBlock argument(ScalarType type, CodeBlock value) {
      return Numbers.toCompiled(type, value);
    }

    @Override
    public CodeBlock call(CodeBlock arguments) {
      return CodeBlock.of("$N($L)", name, arguments);
    }

    @Override
    public CodeBlock result(ScalarType type, CodeBlock call) {
      return Numbers.fromCompiled(type, call);
    }
  }
}
