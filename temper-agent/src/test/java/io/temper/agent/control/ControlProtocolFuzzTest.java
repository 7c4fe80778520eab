package io.temper.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.report.input.InputException;
import io.temper.testkit.fuzz.FuzzCorpus;
import io.temper.workload.CgroupPath;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whatever comes over the control socket, it is understood or refused in words. */
class ControlProtocolFuzzTest {
  private static final int EXAMPLES = 5000;

  @Test
  void read_anyLine_isUnderstoodOrRefused() {
    FuzzCorpus.of(ControlProtocol.request(new ControlCall(Command.SAFE_MODE_ON, "look into it")))
        .with("explain", ControlProtocol.request(ControlCall.explain(new CgroupPath("/web.slice"))))
        .check(EXAMPLES, text -> {
          try {
            ControlProtocol.read(new String(text, StandardCharsets.UTF_8));
            return true;
          } catch (InputException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
          }
        });
  }
}
