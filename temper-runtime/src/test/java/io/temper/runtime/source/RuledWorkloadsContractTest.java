package io.temper.runtime.source;

import io.temper.TemperException;
import io.temper.spi.WorkloadSource;
import io.temper.testkit.WorkloadSourceContract;
import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import io.temper.workload.Standing.OfPriority;
import io.temper.workload.WorkloadRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

class RuledWorkloadsContractTest extends WorkloadSourceContract {
  private final WorkloadSource source =
      new RuledWorkloads(this::rules, pattern -> List.of(new CgroupPath(pattern.value())));

  private @Nullable List<WorkloadRule> rules;

  @Override
  protected WorkloadSource source() {
    return source;
  }

  @Override
  protected void runs(List<String> names) {
    rules = names.stream()
        .map(name -> WorkloadRule.of(name, new CgroupPattern("/" + name), new OfPriority(0)))
        .toList();
  }

  @Override
  protected void breaks() {
    rules = null;
  }

  private List<WorkloadRule> rules() {
    if (rules == null) {
      throw new TemperException("workloads.toml: no such file; name one that exists");
    }
    return rules;
  }
}
