package io.temper.testkit;

import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadBuilder;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes workloads: arbitrary ones for properties, plain ones for examples, many for benchmarks. */
public final class Workloads {
  private static final int MOST_IN_SET = 30;

  private static final List<Integer> EDGE_PRIORITIES = List.of(
      0,
      -1,
      -100,
      -101,
      99_999,
      100_000,
      999_999,
      1_000_000,
      1_999_999_999,
      2_000_000_000,
      2_000_001_000,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE);

  private Workloads() {}

  /**
   * Makes priority numbers, often at the edges between tiers.
   *
   * @return a generator
   */
  public static Arbitrary<Integer> priorities() {
    return Arbitrary.integers(Integer.MIN_VALUE, Integer.MAX_VALUE)
        .or(Arbitrary.oneOf(EDGE_PRIORITIES), 70);
  }

  /**
   * Makes requests: usually what pods ask for, now and then nothing or an absurd amount.
   *
   * @return a generator
   */
  public static Arbitrary<CpuQuantity> requests() {
    List<Long> edges = List.of(0L, 1L, 999L, 1000L, 1001L, 1_000_000_000L, Long.MAX_VALUE);
    return Arbitrary.longs(0, 4000).or(Arbitrary.oneOf(edges), 20).map(CpuQuantity::ofMillis);
  }

  /**
   * Makes workloads of every kind. Their names are taken from a range that is large enough for sets.
   *
   * @return a generator
   */
  public static Arbitrary<Workload> any() {
    return Arbitrary.integers(0, Integer.MAX_VALUE)
        .with(priorities(), Workloads::withPriority)
        .with(requests(), WorkloadBuilder::request)
        .with(Arbitrary.oneOf(List.of(ServiceClass.values())), WorkloadBuilder::serviceClass)
        .with(Arbitrary.integers(0, 63), Workloads::withOptions)
        .map(WorkloadBuilder::build);
  }

  /**
   * Makes sets of workloads of every kind, the empty set too.
   *
   * @return a generator
   */
  public static Arbitrary<WorkloadSet> sets() {
    return any().listsOf(0, MOST_IN_SET).map(Workloads::renamed);
  }

  /**
   * Returns a plain workload of a tier, with a control group of its own.
   *
   * @param name its name
   * @param tier the tier that its priority leads to by the standard thresholds
   * @param requestMillis what it requests, in thousandths of a CPU
   * @return a workload
   */
  public static Workload inTier(String name, Tier tier, long requestMillis) {
    int threshold = PriorityThresholds.STANDARD.lowestOf(tier);
    return Workload.builder(WorkloadId.of("test", name))
        .priority(threshold)
        .request(CpuQuantity.ofMillis(requestMillis))
        .cgroup(new CgroupPath("/kubepods.slice/" + name))
        .build();
  }

  /**
   * Returns many workloads such as a full node has: few critical ones, many of the rest.
   *
   * @param count how many
   * @param seed the same seed gives the same workloads
   * @return a set of {@code count} workloads
   */
  public static WorkloadSet crowd(int count, long seed) {
    Random random = new Random(seed);
    List<Workload> crowd = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int dice = random.nextInt(100);
      Tier tier = dice < 5
          ? Tier.CRITICAL
          : dice < 20
              ? Tier.HIGH
              : dice < 70 ? Tier.NORMAL : dice < 80 ? Tier.LOW : Tier.BACKGROUND;
      crowd.add(inTier("pod-" + i, tier, 50L * random.nextInt(10)));
    }
    return WorkloadSet.of(crowd);
  }

  private static WorkloadBuilder withPriority(int number, int priority) {
    return Workload.builder(WorkloadId.of("test", "pod-" + number)).priority(priority);
  }

  /** Each of six bits switches one optional property on. */
  private static WorkloadBuilder withOptions(WorkloadBuilder builder, int bits) {
    Workload plain = builder.build();
    WorkloadBuilder changed = (bits & 1) == 0 ? builder : withoutPriority(plain);
    if ((bits & 2) != 0) {
      plain.serviceClass().ifPresent(changed::serviceClass);
    }
    if ((bits & 4) != 0) {
      changed.limit(plain.request());
    }
    if ((bits & 8) != 0) {
      changed.cgroup(new CgroupPath("/kubepods.slice/" + plain.id().name()));
    }
    if ((bits & 16) != 0) {
      changed.annotations(Map.of("temper.io/tier", bits > 40 ? "critical" : "nonsense"));
    }
    if ((bits & 32) != 0) {
      changed.images(List.of("registry.test/image:1")).nodeName("node-1");
    }
    return changed;
  }

  private static WorkloadBuilder withoutPriority(Workload workload) {
    return Workload.builder(workload.id()).request(workload.request());
  }

  /** Gives each member of a list a name of its own. */
  private static WorkloadSet renamed(List<Workload> members) {
    List<Workload> renamed = new ArrayList<>();
    for (Workload member : members) {
      String name = "pod-" + renamed.size();
      renamed.add(copyAs(WorkloadId.of("test", name), member));
    }
    return WorkloadSet.of(renamed);
  }

  private static Workload copyAs(WorkloadId id, Workload from) {
    WorkloadBuilder copy = Workload.builder(id).request(from.request()).images(from.images());
    from.priority().ifPresent(copy::priority);
    from.serviceClass().ifPresent(copy::serviceClass);
    from.limit().ifPresent(copy::limit);
    from.cgroup().ifPresent(unused -> copy.cgroup(new CgroupPath("/kubepods.slice/" + id.name())));
    from.nodeName().ifPresent(copy::nodeName);
    return copy.annotations(from.annotations()).partLimits(from.partLimits()).build();
  }
}
