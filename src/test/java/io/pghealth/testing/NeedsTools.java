package io.pghealth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Programs without which a test means nothing. It is skipped with a printed reason where one is
 * missing, and fails where that must not happen ({@link Tools#required}).
 */
@ExtendWith(NeedsTools.Condition.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsTools {

  /** Names of programs, such as helm. */
  String[] value();

  /** Skips, or fails. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), NeedsTools.class)
          .flatMap(needs -> Tools.missing(needs.value()))
          .map(reason -> missing(context, reason))
          .orElseGet(() -> ConditionEvaluationResult.enabled("the programs are there"));
    }

    private static ConditionEvaluationResult missing(ExtensionContext context, String reason) {
      if (Tools.required()) {
        throw new IllegalStateException(reason);
      }
      System.out.println("SKIPPED " + context.getDisplayName() + ": " + reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
