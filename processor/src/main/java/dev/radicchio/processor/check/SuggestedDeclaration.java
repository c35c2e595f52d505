package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The declaration that a method would need to fit its export, with what fits already kept. */
final class SuggestedDeclaration {
  private SuggestedDeclaration() {}

  static String of(MethodModel method, FunctionType type) {
    String parameters =
        IntStream.range(0, type.params().size())
            .mapToObj(
                i ->
                    javaName(
                        type.params().get(i),
                        i < method.parameters().size()
                            ? method.parameters().get(i).scalar()
                            : Optional.empty()))
            .collect(joining(", ", method.name() + "(", ")"));
    List<ValType> results = type.results();
    if (results.size() > 1) {
      return recordName(method) + " " + parameters + ", with " + record(method, results);
    }
    Optional<ScalarType> declared =
        method.result() instanceof ResultModel.Scalar scalar
            ? Optional.of(scalar.type())
            : Optional.empty();
    return (results.isEmpty() ? "void" : javaName(results.get(0), declared)) + " " + parameters;
  }

  private static String record(MethodModel method, List<ValType> results) {
    List<ResultModel.Component> declared =
        method.result() instanceof ResultModel.Components result ? result.components() : List.of();
    return IntStream.range(0, results.size())
        .mapToObj(
            i ->
                i < declared.size()
                    ? javaName(results.get(i), declared.get(i).scalar())
                        + " "
                        + declared.get(i).name()
                    : javaName(results.get(i), Optional.empty()) + " result" + i)
        .collect(joining(", ", "record " + recordName(method) + "(", ")"));
  }

  private static String recordName(MethodModel method) {
    return method.result() instanceof ResultModel.Components result
        ? result.element().getSimpleName().toString()
        : "Results";
  }

  private static String javaName(ValType type, Optional<ScalarType> declared) {
    return declared
        .filter(scalar -> scalar.wasm().equals(type))
        .or(() -> ScalarType.of(type))
        .map(ScalarType::javaName)
        .orElseGet(type::toString);
  }
}
