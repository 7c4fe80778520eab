package io.temper.spring;

import org.springframework.aot.AotDetector;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/** What every application with the starter has: its properties, its role and its groups of threads. */
@AutoConfiguration
@EnableConfigurationProperties(TemperProperties.class)
@ImportRuntimeHints(TemperRuntimeHints.class)
@Import(BuiltMode.Registrar.class)
public final class TemperAutoConfiguration {
  /** Made by Spring. */
  TemperAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  HostFacts temperHostFacts() {
    return HostFacts.ofThisHost();
  }

  @Bean
  TemperRole temperRole(TemperProperties properties, HostFacts host, BuiltMode built) {
    TemperRole role = TemperRole.decide(properties, host);
    if (role.active() && AotDetector.useGeneratedArtifacts()) {
      built.require(role.mode());
    }
    return role;
  }

  @Bean
  RoleAnnouncement temperRoleAnnouncement(TemperRole role) {
    return new RoleAnnouncement(role);
  }

  @Bean
  ThreadGroups temperThreadGroups(TemperProperties properties, TemperRole role) {
    return new ThreadGroups(
        properties.threads(), role.active() && role.mode() == TemperMode.PARTICIPANT);
  }
}
