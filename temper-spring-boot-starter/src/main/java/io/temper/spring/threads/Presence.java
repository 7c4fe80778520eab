package io.temper.spring.threads;

import io.temper.bpf.Preflight;
import io.temper.runtime.thread.Repeater;
import io.temper.spring.HostFacts;
import io.temper.spring.TemperRole;
import io.temper.spring.TemperState;
import io.temper.spring.TemperState.Level;
import io.temper.spring.TemperStateChanged;
import io.temper.spring.TemperStateSource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Whether somebody minds the groups of this application: looks every few seconds which scheduler is in charge
 * of the host. Where the starter is not active it looks at nothing.
 */
final class Presence implements TemperStateSource, SmartLifecycle {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final TemperRole role;
  private final HostFacts host;
  private final ApplicationEventPublisher events;
  private volatile TemperState state;
  private volatile @Nullable Repeater looking;

  Presence(TemperRole role, HostFacts host, ApplicationEventPublisher events) {
    this.role = role;
    this.host = host;
    this.events = events;
    this.state = role.active() ? seen(host.schedulerInCharge()) : TemperState.inactive(role);
  }

  @Override
  public TemperState state() {
    return state;
  }

  /** Looks once. For one thread. */
  void look() {
    TemperState before = state;
    TemperState after = seen(host.schedulerInCharge());
    state = after;
    if (!before.label().equals(after.label())) {
      events.publishEvent(new TemperStateChanged(before.label(), after.label(), after.reason()));
    }
  }

  private static TemperState seen(Optional<String> scheduler) {
    if (scheduler.filter(Preflight::isTempers).isPresent()) {
      return new TemperState(
          "attended",
          "a scheduler of Temper is in charge of this host; groups count where the thread profile of this"
              + " workload honours them",
          Level.UP);
    }
    String other =
        scheduler.map(name -> "the scheduler '" + name + "'").orElse("its stock scheduler");
    return new TemperState(
        "unattended",
        "this host runs " + other + ": groups have no effect, and do no harm",
        Level.UP);
  }

  @Override
  public void start() {
    if (role.active() && looking == null) {
      Repeater repeater = new Repeater("temper-presence", this::look, PAUSE);
      looking = repeater;
      repeater.start();
    }
  }

  @Override
  public void stop() {
    Repeater repeater = looking;
    if (repeater != null) {
      repeater.close();
      looking = null;
    }
  }

  @Override
  public boolean isRunning() {
    return looking != null;
  }
}
