package dev.radicchio.processor.check;

import static java.util.stream.Collectors.joining;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.processor.model.HostMethodModel;
import dev.radicchio.processor.model.MethodModel;
import dev.radicchio.processor.model.ParameterModel;
import dev.radicchio.processor.model.PassedType;
import dev.radicchio.processor.model.ResultModel;
import dev.radicchio.processor.model.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The declaration that a method would need to fit its export, with what fits already kept. */
final class SuggestedDeclaration {
  private SuggestedDeclaration() {}

  /** For a method of a module. */
  static String of(MethodModel method, FunctionType type) {
    return of(method, type, List.of());
  }

  /** For a method of a host. */
  static String of(HostMethodModel method, FunctionType type) {
    return of(method.method(), type, method.takesCaller() ? List.of("Caller") : List.of());
  }

  private static String of(MethodModel method, FunctionType type, List<String> first) {
    String declaration = method.name() + parameters(method, type.params(), first);
    List<ValType> results = type.results();
    if (method.resultTypes().contains(results)
        && !(method.result() instanceof ResultModel.Components)) {
      return MethodModel.typeName(method.returnType()) + " " + declaration;
    }
    return results.size() > 1
        ? recordName(method) + " " + declaration + ", with " + record(method, results)
        : (results.isEmpty() ? "void" : scalar(results.get(0))) + " " + declaration;
  }

  private static String parameters(MethodModel method, List<ValType> wanted, List<String> first) {
    List<String> parameters = new ArrayList<>(first);
    int next = 0;
    for (ParameterModel parameter : method.parameters()) {
      List<ValType> own = parameter.passed().map(PassedType::wasm).orElse(List.of());
      boolean fits =
          !own.isEmpty()
              && next + own.size() <= wanted.size()
              && wanted.subList(next, next + own.size()).equals(own);
      if (fits) {
        parameters.add(MethodModel.typeName(parameter.type()));
        next += own.size();
      } else if (next < wanted.size()) {
        parameters.add(scalar(wanted.get(next)));
        next++;
      }
    }
    wanted.subList(next, wanted.size()).forEach(type -> parameters.add(scalar(type)));
    return parameters.stream().collect(joining(", ", "(", ")"));
  }

  private static String record(MethodModel method, List<ValType> results) {
    List<ResultModel.Component> declared =
        method.result() instanceof ResultModel.Components result ? result.components() : List.of();
    return IntStream.range(0, results.size())
        .mapToObj(
            i ->
                i < declared.size()
                    ? component(declared.get(i), results.get(i))
                    : scalar(results.get(i)) + " result" + i)
        .collect(joining(", ", "record " + recordName(method) + "(", ")"));
  }

  private static String component(ResultModel.Component declared, ValType wanted) {
    return declared
            .scalar()
            .filter(own -> own.number().equals(wanted))
            .map(ScalarType::javaName)
            .orElseGet(() -> scalar(wanted))
        + " "
        + declared.name();
  }

  private static String scalar(ValType type) {
    return ScalarType.of(type).map(ScalarType::javaName).orElseGet(type::toString);
  }

  private static String recordName(MethodModel method) {
    return method.result() instanceof ResultModel.Components result
        ? result.element().getSimpleName().toString()
        : "Results";
  }
}
