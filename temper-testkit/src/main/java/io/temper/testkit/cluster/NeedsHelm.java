package io.temper.testkit.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that need Helm; without it they are skipped, and it is said how to get it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsHelm.Condition.class)
public @interface NeedsHelm {

  /** Looks for the program. */
  final class Condition implements ExecutionCondition {
    /** Creates a condition; JUnit calls it. */
    public Condition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Path home = Path.of(System.getProperty("user.home"));
      if (HelmProgram.find(System.getenv(), home).isPresent()) {
        return ConditionEvaluationResult.enabled("helm is there");
      }
      String reason = HelmProgram.whereFrom(System.getenv(), home);
      System.err.println("Skipped " + context.getDisplayName() + ": " + reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
