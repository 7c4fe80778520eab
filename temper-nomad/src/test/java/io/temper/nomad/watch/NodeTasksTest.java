package io.temper.nomad.watch;

import static io.temper.nomad.Fixtures.allocation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.nomad.AllocationList;
import io.temper.nomad.Fixtures;
import io.temper.nomad.NodeFacts;
import io.temper.nomad.NomadTask;
import io.temper.plan.CoexistenceDecision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.ExclusiveCpus;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.NodeConstraints;
import io.temper.plan.PlanContext;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.testkit.WorkloadSourceContract;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.TierPolicy;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeTasksTest extends WorkloadSourceContract {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final CgroupPath GROUP = new CgroupPath("/g");

  private static Known<AllocationList> allocations(String json) {
    return Known.<AllocationList>nothing().answered(Fixtures.read(json), 7, false);
  }

  private static Known<NodeFacts> node() {
    return Known.<NodeFacts>nothing().answered(Fixtures.node(), 7, false);
  }

  private static NodeTasks of(
      Known<AllocationList> allocations, Known<NodeFacts> node, Optional<CgroupPath> group) {
    Function<List<NomadTask>, List<Optional<CgroupPath>>> groups =
        tasks -> tasks.stream().map(task -> group).toList();
    return new NodeTasks(() -> allocations, () -> node, "temper.io/", groups);
  }

  private Known<AllocationList> heard = Known.nothing();

  private static NodeTasks of(String json, Optional<CgroupPath> group) {
    return of(allocations(json), node(), group);
  }

  /** A workload is a task of an allocation, and its name has both. */
  @Override
  protected String nameOf(String name) {
    return name + ".main";
  }

  @Override
  protected NodeTasks source() {
    return new NodeTasks(() -> heard, NodeTasksTest::node, "temper.io/", tasks -> tasks.stream()
        .map(task -> Optional.<CgroupPath>empty())
        .toList());
  }

  @Override
  protected void runs(List<String> names) {
    StringBuilder all = new StringBuilder();
    int number = 0;
    for (String name : names) {
      all.append(all.isEmpty() ? "" : ",").append(allocation(number++, name, "exec", ""));
    }
    heard = heard.answered(Fixtures.read("[" + all + "]"), heard.index() + 1, true);
  }

  @Override
  protected void breaks() {
    heard = heard.failed("cannot ask: it is away; check it", NOW);
  }

  private static NodeTasks unreadable() {
    return of(
        Known.<AllocationList>nothing().failed("cannot ask: it is away; check it", NOW),
        node(),
        Optional.empty());
  }

  @Test
  void workloads_nothingHeardYet_saysWhy() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(of(Known.nothing(), node(), Optional.empty())::workloads)
        .withMessage(
            "the allocations of this node are not known yet: Nomad has not told of them yet");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(of(allocations("[]"), Known.nothing(), Optional.empty())::workloads)
        .withMessage("the CPUs of this node are not known yet: Nomad has not told of them yet");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(unreadable()::workloads)
        .withMessageEndingWith("not known yet: cannot ask: it is away; check it");
  }

  @Test
  void workloads_nomadAway_areThoseHeardLast() {
    var known = allocations("[" + allocation(1, "a", "exec", "") + "]").failed("away", NOW);
    assertThat(of(known, node(), Optional.empty()).workloads().size()).isEqualTo(1);
  }

  @Test
  void workloads_groupThere_isNamed() {
    var source = of("[" + allocation(1, "a", "exec", "") + "]", Optional.of(GROUP));
    assertThat(source.workloads().asList().get(0).cgroup()).contains(GROUP);
  }

  @Test
  void workloads_toEndAndWithoutGroup_areLeftOut() {
    String leaving = "[" + allocation(1, "a", "exec", "").replace("\"run\"", "\"stop\"") + "]";
    assertThat(of(leaving, Optional.empty()).workloads().size()).isZero();
    assertThat(of(leaving, Optional.of(GROUP)).workloads().size()).isEqualTo(1);
  }

  private static String critical(int number, String name, String cores) {
    return allocation(
            number,
            name,
            "exec",
            ",\"AllocatedResources\":{\"Tasks\":{\"main\":{\"Cpu\":{"
                + "\"CpuShares\":2500,\"ReservedCores\":[" + cores + "]}}}}")
        .replace("\"Priority\":50", "\"Priority\":95");
  }

  @Test
  void exclusive_areOfTheAnswerThatTheWorkloadsWereReadFrom() {
    NodeTasks tasks = source();
    assertThat(tasks.exclusive()).isEmpty();
    heard = heard.answered(Fixtures.read("[" + critical(1, "db", "4,5") + "]"), 8, true);
    tasks.workloads();
    heard = heard.answered(Fixtures.read("[" + critical(1, "db", "6") + "]"), 9, true);
    assertThat(tasks.exclusive())
        .containsExactly(new ExclusiveCpus(
            "Nomad client", "aaaaaaaa-0000-4000-8000-000000000001/main", CpuSet.of(4, 5)));
    tasks.workloads();
    assertThat(tasks.exclusive()).extracting(ExclusiveCpus::cpus).containsExactly(CpuSet.of(6));
  }

  private static EnforcementPlan plan(String... allocations) {
    NodeTasks tasks = of("[" + String.join(",", allocations) + "]", Optional.empty());
    WorkloadSet workloads = tasks.workloads();
    var constraints = new NodeConstraints(tasks.exclusive(), Map.of(), new TreeMap<>(), List.of());
    var rules = TierRules.STANDARD.withThresholds(PriorityThresholds.NOMAD);
    return TierPlanner.with(PlanPolicy.STANDARD.withTierPolicy(TierPolicy.byRules(rules)))
        .plan(workloads, NodeTopology.parse("8c"), PlanContext.NONE.withConstraints(constraints));
  }

  /** A fence on other CPUs would be of no use to the task: its cpuset has these alone. */
  @Test
  void exclusive_ofACriticalTask_needNoFence() {
    EnforcementPlan plan = plan(critical(1, "db", "4,5,6,7"));
    assertThat(plan.layer(LayerRole.CRITICAL).orElseThrow().kind())
        .isEqualTo(new LayerKind.Grouped(CpuSet.empty()));
    assertThat(plan.decisions())
        .hasAtLeastOneElementOfType(CoexistenceDecision.ExclusiveMembers.class);
  }

  /** Nomad's cpuset keeps all others out of them. */
  @Test
  void exclusive_ofOneTask_areInNoFenceOfAnother() {
    EnforcementPlan plan =
        plan(critical(1, "db", "4,5,6,7"), critical(2, "web", ""), critical(3, "api", ""));
    assertThat(plan.layer(LayerRole.CRITICAL).orElseThrow().kind())
        .isEqualTo(new LayerKind.Confined(CpuSet.of(1, 2)));
  }

  private static String byPodman(String allocation) {
    return allocation.replace("\"exec\"", "\"podman\"");
  }

  /** The group that Nomad makes for such a container is there, and stays empty. */
  @Test
  void workloads_containersOfPodman_areLeftOutAndNoted() {
    NodeTasks tasks = located(
        byPodman(allocation(1, "a", "exec", "")),
        allocation(2, "b", "exec", ""),
        byPodman(allocation(3, "c", "exec", "")).replace("\"run\"", "\"stop\""));
    assertThat(groupsOf(tasks)).containsExactly("b.main /" + SCOPE);
    assertThat(tasks.notes())
        .containsExactly(
            "task test/a.main is run by podman, whose cgroups cannot be found, and is in no"
                + " plan: its threads count among those of no workload; let docker or exec run it where its"
                + " tier is to count");
  }

  @Test
  void notes_manyContainersOfPodman_areCounted() {
    NodeTasks tasks = located(IntStream.range(0, 7)
        .mapToObj(i -> byPodman(allocation(i, "a" + i, "exec", "")))
        .toArray(String[]::new));
    assertThat(tasks.notes())
        .hasSize(6)
        .last()
        .isEqualTo("2 more tasks are in no plan for the same reason");
  }

  @Test
  void fence_countsNoContainersOfPodman() {
    assertThat(plan(critical(1, "db", ""), critical(2, "web", ""))
            .layer(LayerRole.CRITICAL)
            .orElseThrow()
            .kind())
        .isEqualTo(new LayerKind.Confined(CpuSet.of(1, 2)));
    assertThat(plan(critical(1, "db", ""), byPodman(critical(2, "web", "")))
            .layer(LayerRole.CRITICAL)
            .orElseThrow()
            .kind())
        .isEqualTo(new LayerKind.Confined(CpuSet.of(1)));
    assertThat(plan(byPodman(critical(1, "db", ""))).layer(LayerRole.CRITICAL)).isEmpty();
  }

  /** Nomad's client takes them from everybody else all the same. */
  @Test
  void exclusive_ofAContainerOfPodman_areNobodyElses() {
    EnforcementPlan plan = plan(byPodman(critical(1, "db", "1,2")), critical(2, "web", ""));
    assertThat(plan.layer(LayerRole.CRITICAL).orElseThrow().kind())
        .isEqualTo(new LayerKind.Confined(CpuSet.of(3)));
  }

  private static final String SCOPE =
      "nomad.slice/share.slice/aaaaaaaa-0000-4000-8000-000000000002.main.scope";
  private static final CgroupPath CONTAINER = new CgroupPath("/system.slice/docker-1.scope");

  private static String choosing(int number, String name, String cgroup) {
    return allocation(number, name, "raw_exec", "")
        .replace(
            "\"Resources\":",
            "\"Config\":{\"cgroup_v2_override\":\"" + cgroup + "\"},\"Resources\":");
  }

  /** Each group exists; that of Docker is the one of allocation 2. */
  private static NodeTasks located(String... allocations) {
    var docker = Map.of(new TaskKey("aaaaaaaa-0000-4000-8000-000000000002", "main"), CONTAINER);
    return new NodeTasks(
        () -> allocations("[" + String.join(",", allocations) + "]"),
        NodeTasksTest::node,
        "temper.io/",
        new TaskGroups(candidates -> candidates.stream().findFirst(), () -> docker));
  }

  private static List<String> groupsOf(NodeTasks tasks) {
    return tasks.workloads().asList().stream()
        .map(each ->
            each.id().name() + " " + each.cgroup().map(CgroupPath::value).orElse("-"))
        .toList();
  }

  /** Two members of one group would make every plan of the node invalid. */
  @Test
  void workloads_tasksChooseOneGroup_noneHasItAndAllAreNoted() {
    NodeTasks tasks = located(
        choosing(1, "a", "x.scope"),
        choosing(2, "b", "/sys/fs/cgroup/x.scope"),
        choosing(3, "c", "y.scope"));
    assertThat(groupsOf(tasks))
        .containsExactlyInAnyOrder("a.main -", "b.main -", "c.main /y.scope");
    assertThat(tasks.notes())
        .containsExactly(
            "task test/a.main is in the cgroup x.scope of another task and is planned without one;"
                + " give it a cgroup_v2_override of its own, or none",
            "task test/b.main is in the cgroup /sys/fs/cgroup/x.scope of another task and is planned"
                + " without one; give it a cgroup_v2_override of its own, or none");
  }

  @Test
  void workloads_taskChoosesTheGroupOfAnother_thatOneHasIt() {
    NodeTasks tasks = located(choosing(1, "a", SCOPE), allocation(2, "b", "exec", ""));
    assertThat(groupsOf(tasks)).containsExactlyInAnyOrder("a.main -", "b.main /" + SCOPE);
    assertThat(tasks.notes()).singleElement().asString().startsWith("task test/a.main ");
  }

  @Test
  void workloads_taskChoosesTheGroupOfAContainer_thatOneHasIt() {
    NodeTasks tasks =
        located(choosing(1, "a", CONTAINER.value().substring(1)), allocation(2, "b", "docker", ""));
    assertThat(groupsOf(tasks)).containsExactlyInAnyOrder("a.main -", "b.main " + CONTAINER);
    assertThat(tasks.notes()).hasSize(1);
  }

  @Test
  void workloads_groupOfOneThatIsReplaced_isOfWhatComesAfterIt() {
    NodeTasks tasks = located(
        choosing(1, "a", "x.scope").replace("\"run\"", "\"stop\""), choosing(2, "a", "x.scope"));
    assertThat(groupsOf(tasks)).containsExactly("a.main /x.scope");
    assertThat(tasks.workloads().asList().get(0).id().uid()).contains("000000000002");
    assertThat(tasks.notes()).isEmpty();
  }

  @Test
  void workloads_taskChoosesAGroupAroundThatOfAnother_bothHaveTheirs() {
    NodeTasks tasks = located(choosing(1, "a", "nomad.slice"), allocation(2, "b", "exec", ""));
    assertThat(groupsOf(tasks))
        .containsExactlyInAnyOrder("a.main /nomad.slice", "b.main /" + SCOPE);
    assertThat(tasks.notes()).isEmpty();
  }

  @Test
  void notes_manyTasksInOneGroup_areCounted() {
    NodeTasks tasks = located(IntStream.range(0, 7)
        .mapToObj(i -> choosing(i, "a" + i, "x.scope"))
        .toArray(String[]::new));
    tasks.workloads();
    assertThat(tasks.notes())
        .hasSize(6)
        .last()
        .isEqualTo("2 more tasks are in the cgroup of another one");
  }

  @Test
  void notes_allocationsThatCannotBeUsed_areNamedAndCounted() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      all.append(i == 0 ? "" : ",")
          .append(allocation(i, "a", "exec", "").replace("\"Priority\":50", "\"Priority\":0"));
    }
    List<String> notes = of("[" + all + "]", Optional.empty()).notes();
    assertThat(notes).hasSize(6);
    assertThat(notes.get(0))
        .contains("Job.Priority", "its threads count among those of no workload");
    assertThat(notes.get(5)).isEqualTo("2 more allocations cannot be used either");
  }
}
