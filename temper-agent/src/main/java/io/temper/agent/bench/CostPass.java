package io.temper.agent.bench;

import io.temper.agent.bench.cost.Meter;
import io.temper.agent.bench.report.BenchMaker;
import io.temper.agent.bench.report.BenchMaker.Evictions;
import io.temper.agent.bench.report.BenchReport.Cost;
import io.temper.agent.bench.tool.Tool;
import io.temper.agent.bench.tool.Work;
import io.temper.agent.demo.measure.Discipline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does each piece of work once more with the kernel's counting on, under the stock scheduler and
 * under Temper. The rounds are over by then: counting costs time itself.
 *
 * @param options what is measured
 * @param stage the machine
 * @param attach attaches Temper with the uniform plan
 * @param root the root of the file system
 * @param progress told what is measured
 */
record CostPass(
    BenchOptions options,
    BenchStage stage,
    Supplier<BenchScheduler> attach,
    Path root,
    Consumer<String> progress) {
  /** Step of the ladder: 4 spinners per CPU. */
  private static final int LOADED = 3;

  List<Cost> run() {
    var costs = new ArrayList<Cost>();
    try (var meter = Meter.open(root)) {
      progress.accept("counting under the stock scheduler");
      Supplier<Evictions> nobody = () -> Evictions.NONE;
      uncontended(costs, meter, Discipline.STOCK, nobody);
      loaded(costs, meter, Discipline.STOCK, nobody);
      progress.accept("counting under Temper");
      try (var scheduler = attach.get()) {
        uncontended(costs, meter, Discipline.TEMPER, scheduler::evictions);
        scheduler.publish(stage.pods().tiers());
        loaded(costs, meter, Discipline.TEMPER, scheduler::evictions);
        scheduler.check();
      }
    }
    return List.copyOf(costs);
  }

  private void uncontended(
      List<Cost> costs, Meter meter, Discipline arm, Supplier<Evictions> evictions) {
    for (Tool tool : Tool.values()) {
      if (options.has(Part.ofId(tool.id()))) {
        costs.add(count(
            tool.id(),
            tool.operation(),
            arm,
            meter,
            evictions,
            () -> stage.run(tool, options.window())));
      }
    }
    if (options.has(Part.REDIS)) {
      costs.add(requests("redis", arm, meter, evictions));
    }
  }

  private void loaded(
      List<Cost> costs, Meter meter, Discipline arm, Supplier<Evictions> evictions) {
    if (!options.has(Part.LADDER)) {
      return;
    }
    stage.load(LOADED); // whatever the steps of the ladder were
    try {
      costs.add(requests("redis-beside-" + BenchPods.LADDER.get(LOADED), arm, meter, evictions));
    } finally {
      stage.load(0);
    }
  }

  private Cost requests(String id, Discipline arm, Meter meter, Supplier<Evictions> evictions) {
    stage.requests(options.settle());
    return count(
        id, "GET", arm, meter, evictions, () -> stage.requests(options.window()).work());
  }

  private static Cost count(
      String id,
      String operation,
      Discipline arm,
      Meter meter,
      Supplier<Evictions> evictions,
      Supplier<Work> work) {
    Evictions before = evictions.get();
    Meter.Reading reading = meter.read(work);
    return BenchMaker.cost(id, operation, arm, reading, evictions.get().since(before));
  }
}
