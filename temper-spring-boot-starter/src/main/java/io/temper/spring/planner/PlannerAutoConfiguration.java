package io.temper.spring.planner;

import io.temper.lint.Linter;
import io.temper.plan.TierPlanner;
import io.temper.rightsize.Rightsizer;
import io.temper.spring.TemperAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The planner, linter and rightsizer as beans, for platform services. They touch no host. */
@AutoConfiguration(after = TemperAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "temper.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "temper.mode", havingValue = "planner")
public final class PlannerAutoConfiguration {
  /** Made by Spring. */
  PlannerAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  TierPlanner temperTierPlanner() {
    return TierPlanner.standard();
  }

  @Bean
  @ConditionalOnMissingBean
  Linter temperLinter() {
    return Linter.standard();
  }

  @Bean
  @ConditionalOnMissingBean
  Rightsizer temperRightsizer() {
    return Rightsizer.standard();
  }
}
