package io.temper.spring;

import io.temper.bpf.Check;
import io.temper.bpf.Preflight;
import io.temper.bpf.SchedExtOptions;
import java.util.List;
import java.util.Optional;

/** The machine that this JVM runs on. */
final class ThisHost implements HostFacts {
  @Override
  public String operatingSystem() {
    return System.getProperty("os.name", "");
  }

  @Override
  public List<Check> checks() {
    return preflight().askHost();
  }

  @Override
  public Optional<String> schedulerInCharge() {
    return preflight().schedulerInCharge();
  }

  private static Preflight preflight() {
    return Preflight.ofThisHost(SchedExtOptions.fromSystemProperties());
  }
}
