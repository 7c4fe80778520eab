package io.temper.spring;

import io.temper.bpf.Check;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host of which a test says what it is. */
public final class FakeHostFacts implements HostFacts {
  private final String system;
  private final List<Check> checks;
  private volatile @Nullable String scheduler;

  /** Creates a host that runs its stock scheduler. */
  public FakeHostFacts(String system, Check... checks) {
    this.system = system;
    this.checks = List.of(checks);
  }

  /** Returns a Linux where the preflight has nothing to object. */
  public static FakeHostFacts good() {
    return new FakeHostFacts("Linux", Check.supported("sched-ext", "FL2"));
  }

  /** Puts a scheduler in charge; null for the stock one. */
  public void runs(@Nullable String name) {
    scheduler = name;
  }

  @Override
  public String operatingSystem() {
    return system;
  }

  @Override
  public List<Check> checks() {
    return checks;
  }

  @Override
  public Optional<String> schedulerInCharge() {
    return Optional.ofNullable(scheduler);
  }
}
