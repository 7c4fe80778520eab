package io.temper.testkit;

import io.temper.spi.WorkloadSource;
import io.temper.tier.Tier;
import io.temper.workload.WorkloadSet;
import java.util.List;

class FakeWorkloadSourceTest extends WorkloadSourceContract {
  private final FakeWorkloadSource source = new FakeWorkloadSource();

  @Override
  protected WorkloadSource source() {
    return source;
  }

  @Override
  protected void runs(List<String> names) {
    source.runs(WorkloadSet.of(
        names.stream().map(name -> Workloads.inTier(name, Tier.NORMAL, 100)).toList()));
  }

  @Override
  protected void breaks() {
    source.fails("the fake orchestrator is down: call runs() to bring it back");
  }
}
