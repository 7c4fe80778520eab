package io.temper.testkit;

import io.temper.spi.WorkloadSource;
import io.temper.tier.Tier;
import io.temper.workload.WorkloadSet;
import java.util.Set;

class FakeWorkloadSourceTest extends WorkloadSourceContract {
  @Override
  protected WorkloadSource sourceOf(Set<String> names) {
    FakeWorkloadSource source = new FakeWorkloadSource();
    source.runs(WorkloadSet.of(
        names.stream().map(name -> Workloads.inTier(name, Tier.NORMAL, 100)).toList()));
    return source;
  }

  @Override
  protected WorkloadSource unreadable() {
    FakeWorkloadSource source = new FakeWorkloadSource();
    source.fails("the fake orchestrator is down: call runs() to bring it back");
    return source;
  }
}
