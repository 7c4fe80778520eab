package io.temper.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Invocation shell(String script, String input, Duration patience) {
    return Invocation.run(List.of("sh", "-c", script), Map.of("GIVEN", "x"), input, patience);
  }

  @Test
  void run_streamsAreApart() {
    Invocation done = shell("cat; echo \"$GIVEN\" >&2", "in\n", PATIENCE);
    assertThat(done.text()).isEqualTo("in");
    assertThat(done.errors()).isEqualTo("x\n");
  }

  @Test
  void text_failure_hasCodeAndWhatWasSaid() {
    Invocation done = shell("echo why >&2; exit 7", "", PATIENCE);
    assertThat(done.succeeded()).isFalse();
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(done::text)
        .withMessageContaining("code 7: why");
  }

  @Test
  void run_takesTooLong_isKilled() {
    Invocation done = shell("exec sleep 60", "", Duration.ofMillis(200));
    assertThat(done.code()).isEqualTo(137);
    assertThat(done.took()).isLessThan(Duration.ofSeconds(50));
  }
}
