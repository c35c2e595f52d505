package dev.radicchio;

import dev.radicchio.engine.Engine;
import dev.radicchio.engine.Shortcoming;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test of what is done about a shortcoming of the engine that tests run on, if it has that. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@ExtendWith(IfEngineHas.Condition.class)
public @interface IfEngineHas {
  Shortcoming value();

  /** Whether the test is of what engines do that do not have it. */
  boolean not() default false;

  /** Asks the list. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), IfEngineHas.class)
          .map(IfEngineHas.Condition::evaluate)
          .orElse(ConditionEvaluationResult.enabled("a test of a class that is run"));
    }

    private static ConditionEvaluationResult evaluate(IfEngineHas condition) {
      Engine engine = Engine.installed();
      boolean has = engine.has(condition.value());
      String text = engine.name() + (has ? " has " : " does not have ") + condition.value();
      return has == condition.not()
          ? ConditionEvaluationResult.disabled(text)
          : ConditionEvaluationResult.enabled(text);
    }
  }
}
