package io.temper.runtime.source;

import io.temper.TemperException;
import io.temper.spi.WorkloadSource;
import io.temper.testkit.WorkloadSourceContract;
import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import io.temper.workload.Standing.OfPriority;
import io.temper.workload.WorkloadRule;
import java.util.List;
import java.util.Set;

class RuledWorkloadsContractTest extends WorkloadSourceContract {
  @Override
  protected WorkloadSource sourceOf(Set<String> names) {
    List<WorkloadRule> rules = names.stream()
        .map(name -> WorkloadRule.of(name, new CgroupPattern("/" + name), new OfPriority(0)))
        .toList();
    return new RuledWorkloads(() -> rules, pattern -> List.of(new CgroupPath(pattern.value())));
  }

  @Override
  protected WorkloadSource unreadable() {
    return new RuledWorkloads(
        () -> {
          throw new TemperException("workloads.toml: no such file; name one that exists");
        },
        pattern -> List.of());
  }
}
