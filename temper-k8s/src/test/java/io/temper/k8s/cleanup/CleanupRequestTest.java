package io.temper.k8s.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanupRequestTest {

  private static CleanupRequest of(String namespace, String daemonSet) {
    return new CleanupRequest(namespace, List.of(daemonSet), Duration.ZERO, "temper.io/");
  }

  /** The path of the empty name is that of all DaemonSets. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "/", "..", "a/b", "a?b=c", "A", "-a", "a-", "a..b", ".a", "a%2e", "a\n"})
  void name_thatKubernetesDoesNotAllow_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("temper", name))
        .withMessageContaining("is no name of a DaemonSet");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(name, "temper-agent"))
        .withMessageContaining("is no name of a namespace");
  }

  @Test
  void name_atItsLimits_isTaken() {
    String longest = "a".repeat(63);
    assertThat(of(longest, longest + "." + "b".repeat(63) + ".c-0").namespace()).isEqualTo(longest);
    assertThatIllegalArgumentException().isThrownBy(() -> of(longest + "a", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> of("a.b", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> of("a", (longest + ".").repeat(4) + "a"));
  }
}
