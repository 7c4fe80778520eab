package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.temper.spi.NodeReport.State;
import io.temper.spi.StatusSink;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeStatusSinkTest extends StatusSinkContract {
  private final FakeStatusSink sink = new FakeStatusSink();

  @Override
  protected StatusSink sink() {
    return sink;
  }

  @Override
  protected Optional<String> shown() {
    return sink.last().map(report -> report.state().label());
  }

  @Override
  protected void breaks() {
    sink.fails("the fake orchestrator is down: call fails(null) to bring it back");
  }

  @Override
  protected void heals() {
    sink.fails(null);
  }

  /** So that a test finds whoever does that. */
  @Test
  void tell_afterClose_isRefused() {
    sink.close();
    assertThatIllegalStateException().isThrownBy(() -> sink.tell(report(State.IDLE)));
    assertThat(sink.tries()).isOne();
  }
}
