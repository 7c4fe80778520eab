package io.temper.agent.daemon.safemode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {
  @Test
  void signal_isHeard() throws IOException, InterruptedException {
    var heard = new CountDownLatch(1);
    Signals.handle("USR2", heard::countDown);
    var pid = Long.toString(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-USR2", pid).start().waitFor()).isZero();
    assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void signalThatIsNone_isRefusedByName() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> Signals.handle("NONE", () -> {}))
        .withMessageContaining("SIGNONE");
  }
}
