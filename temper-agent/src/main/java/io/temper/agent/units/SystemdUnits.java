package io.temper.agent.units;

import io.temper.TemperException;
import io.temper.linux.CgroupTree;
import io.temper.runtime.status.FirstFew;
import io.temper.spi.WorkloadSource;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadBuilder;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The units of systemd that run on this host: its services and scopes, wherever their slices lie. A unit is a
 * workload with all that is below its group, so what a unit does with a group that was delegated to it (a
 * container engine, the manager of a user) is its own affair.
 *
 * <p>The priority of a workload is a CPU weight, for thresholds that are made for that: the lowest weight of
 * the unit and of the slices around it that is not {@value #DEFAULT_WEIGHT}, since a weight counts among
 * siblings only. A tier that the files of the unit or of the nearest slice name stands above that, as an
 * annotation. For one thread, but for {@link #notes}.
 */
public final class SystemdUnits implements WorkloadSource {
  /** The namespace of all workloads. */
  public static final String NAMESPACE = "systemd";

  private static final int DEFAULT_WEIGHT = 100;
  private static final int MOST_NOTES = 5;
  private static final CgroupPath ROOT = new CgroupPath("/");
  private static final List<String> OF_SYSTEMD = List.of("/init.scope", "/system.slice");

  private final CgroupTree tree;
  private final Path hostRoot;
  private final Consumer<Path> listen;
  private final LeftAlone leftAlone;

  /** What was said of a unit when all of it could be used. */
  private Map<UnitName, UnitSettings> usable = new HashMap<>();

  private Map<CgroupPath, OptionalInt> weights = new TreeMap<>();
  private volatile List<UnitProblem> problems = List.of();

  /**
   * Creates a source.
   *
   * @param tree finds the groups
   * @param hostRoot where the files of units are looked for: {@code /}
   * @param listen is told of each folder of files before it is looked at
   * @param leftAlone tells which units are no workloads
   */
  public SystemdUnits(CgroupTree tree, Path hostRoot, Consumer<Path> listen, LeftAlone leftAlone) {
    this.tree = tree;
    this.hostRoot = hostRoot;
    this.listen = listen;
    this.leftAlone = leftAlone;
  }

  /** What holds for all that is below a slice. */
  private record Around(UnitSettings settings, int weight) {
    static final Around NOTHING = new Around(UnitSettings.NONE, DEFAULT_WEIGHT);
  }

  /** One reading of all. */
  private final class Reading {
    final List<Workload> found = new ArrayList<>();
    final List<UnitProblem> all = new ArrayList<>();
    final Map<UnitName, UnitSettings> said = new HashMap<>();
    final Map<CgroupPath, OptionalInt> weighed = new TreeMap<>();
    private final UnitFiles files = new UnitFiles(hostRoot, listen, all::add);

    void walk(List<CgroupPath> groups, Around around) {
      for (CgroupPath group : groups) {
        UnitName unit = UnitName.ofGroup(nameOf(group)).orElse(null);
        if (unit != null && !leftAlone.test(group, unit)) {
          add(group, unit, around);
        }
      }
    }

    private void add(CgroupPath group, UnitName unit, Around around) {
      UnitSettings own = settingsOf(unit);
      OptionalInt weight = tree.reader().cpuWeight(group);
      weighed.put(group, weight);
      var here = new Around(
          own.tier() == null ? own.withTier(around.settings().tier()) : own,
          lower(around.weight(), weight.orElse(DEFAULT_WEIGHT)));
      if (unit.isSlice()) {
        walk(tree.children(group), here);
      } else {
        found.add(workload(group, unit, here));
      }
    }

    /** A file that cannot be used changes nothing: what was said before stays. */
    private UnitSettings settingsOf(UnitName unit) {
      int before = all.size();
      UnitSettings now = files.settingsOf(unit);
      UnitSettings counts =
          all.size() == before ? now : usable.getOrDefault(unit, UnitSettings.NONE);
      said.put(unit, counts);
      return counts;
    }
  }

  @Override
  public WorkloadSet workloads() {
    var reading = new Reading();
    reading.walk(unitsOfTheHost(), Around.NOTHING);
    usable = reading.said;
    weights = reading.weighed;
    // A drop-in of many units is one problem.
    problems = reading.all.stream().distinct().toList();
    return WorkloadSet.of(reading.found);
  }

  private List<CgroupPath> unitsOfTheHost() {
    List<CgroupPath> groups = tree.children(ROOT);
    if (groups.stream().map(CgroupPath::value).noneMatch(OF_SYSTEMD::contains)) {
      throw new TemperException("there is no unit of systemd among the control groups of this host,"
          + " neither init.scope nor system.slice: where another init runs, list the groups in a"
          + " workload file and give --source file:PATH");
    }
    return groups;
  }

  private static Workload workload(CgroupPath group, UnitName unit, Around around) {
    // By its group: a unit that was moved to another slice has one in each until what runs in the
    // first has ended.
    WorkloadBuilder workload = Workload.builder(
            new WorkloadId(NAMESPACE, unit.text(), group.value()))
        .cgroup(group)
        .priority(around.weight())
        .request(around.settings().request());
    var tier = around.settings().tier();
    if (tier != null) {
      workload.annotations(Map.of(AnnotationPrefixes.STANDARD.primary() + "tier", tier.label()));
    }
    return workload.build();
  }

  private static int lower(int around, int own) {
    if (around == DEFAULT_WEIGHT || own == DEFAULT_WEIGHT) {
      return around == DEFAULT_WEIGHT ? own : around;
    }
    return Math.min(around, own);
  }

  private static String nameOf(CgroupPath group) {
    return group.value().substring(group.value().lastIndexOf('/') + 1);
  }

  /**
   * Returns what is equal to its last value only if no unit of those that were found last has another weight:
   * the kernel tells nobody of that.
   *
   * @return a value to compare
   */
  public Object sign() {
    Map<CgroupPath, OptionalInt> now = new TreeMap<>();
    weights.keySet().forEach(group -> now.put(group, tree.reader().cpuWeight(group)));
    return now;
  }

  /**
   * Returns what a user should know of the files of units.
   *
   * @return a sentence each
   */
  public List<String> notes() {
    return FirstFew.sentences(
        MOST_NOTES,
        problems,
        problem -> problem + "; until then the unit is what it was before, or goes by its weight",
        "more files of units cannot be used either");
  }
}
