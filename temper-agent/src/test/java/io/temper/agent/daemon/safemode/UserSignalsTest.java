package io.temper.agent.daemon.safemode;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class UserSignalsTest {
  private final Map<String, Runnable> heard = new HashMap<>();
  private final List<String> done = new ArrayList<>();
  private final AtomicBoolean jvms = new AtomicBoolean();

  @Test
  void signals_doWhatTheyAreFor() {
    listen(new UserSignals(heard::put, jvms::get));
    signal("USR1");
    signal("USR2");
    signal("HUP");
    assertThat(done).containsExactly("enter", "leave", "reload");
  }

  @Test
  void signalThatCannotBeHeard_isSaidAndTheOthersAreHeard() {
    var signals = new UserSignals(
        (name, handler) -> {
          if (name.equals("USR2")) {
            throw new TemperException("this Java cannot hear SIGUSR2");
          }
          heard.put(name, handler);
        },
        jvms::get);
    listen(signals);
    assertThat(heard).containsOnlyKeys("USR1", "HUP");
    assertThat(signals.problems()).containsExactly("this Java cannot hear SIGUSR2");
  }

  @Test
  void usr2ThatMayBeTheJvmsOwn_neverEndsSafeMode() {
    var signals = new UserSignals(heard::put, jvms::get);
    listen(signals);
    assertThat(signals.problems()).isEmpty();
    jvms.set(true);
    signal("USR2");
    assertThat(done).isEmpty();
    assertThat(signals.problems()).singleElement().asString().contains("flight recorder");
    signal("USR1");
    assertThat(done).containsExactly("enter");
  }

  private void signal(String name) {
    Objects.requireNonNull(heard.get(name), name).run();
  }

  private void listen(UserSignals signals) {
    signals.listen(() -> done.add("enter"), () -> done.add("leave"), () -> done.add("reload"));
  }
}
