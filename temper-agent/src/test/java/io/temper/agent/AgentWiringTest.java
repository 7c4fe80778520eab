package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.config.LifetimeConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgentWiringTest {
  private static final Path OWN = Path.of("/run/temper/bpf/lease");

  @Test
  void options_withoutALease_keepItsDirectory() {
    var off = AgentWiring.options(new LifetimeConfig(Duration.ofSeconds(10), null, OWN));
    assertThat(off.lease()).isEmpty();
    assertThat(off.leaseDirectory()).isEqualTo(OWN);
  }

  @Test
  void options_withALease_haveBoth() {
    var lease = Duration.ofSeconds(30);
    var on = AgentWiring.options(new LifetimeConfig(Duration.ofSeconds(10), lease, OWN));
    assertThat(on.lease()).hasValueSatisfying(is -> assertThat(is.duration()).isEqualTo(lease));
    assertThat(on.leaseDirectory()).isEqualTo(OWN);
  }
}
