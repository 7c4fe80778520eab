package io.temper.spring.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.spring.FakeHostFacts;
import io.temper.spring.TemperMode;
import io.temper.spring.TemperRole;
import io.temper.spring.TemperState.Level;
import io.temper.spring.TemperStateChanged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private final FakeHostFacts host = FakeHostFacts.good();
  private final List<Object> events = new ArrayList<>();
  private final Presence presence =
      new Presence(new TemperRole(TemperMode.PARTICIPANT, true, List.of()), host, events::add);

  @Test
  void look_tellsOfEachChangeOnce() {
    presence.look();
    host.runs("temper");
    presence.look();
    presence.look();
    host.runs("scx_lavd");
    presence.look();
    assertThat(events)
        .extracting(event -> ((TemperStateChanged) event).after())
        .containsExactly("attended", "unattended");
  }

  @Test
  void withoutAgent_nothingIsWrong() {
    assertThat(presence.state().label()).isEqualTo("unattended");
    assertThat(presence.state().level()).isEqualTo(Level.UP);
  }

  @Test
  void otherScheduler_isNamed() {
    host.runs("scx_lavd");
    presence.look();
    assertThat(presence.state().reason()).contains("'scx_lavd'");
  }
}
