package io.temper.nomad;

import static io.temper.nomad.Fixtures.allocation;
import static io.temper.nomad.Fixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationReaderTest {
  private static final CpuSpeed SPEED = CpuSpeed.ofFingerprint(Fixtures.node().attributes());

  private static NomadTask task(String name) {
    return Fixtures.allocations().tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Workload workload(String task) {
    return task(task).workload(SPEED, "temper.io/");
  }

  @Test
  void read_documentedShape_hasEachTaskThatHasNotEnded() {
    assertThat(Fixtures.allocations().tasks().stream().map(task -> task.id().toString()))
        .containsExactly(
            "default/shop.web[0].server",
            "data/db.main[0].postgres",
            "default/trade.engine[0].match",
            "default/logs.shipper[0].vector",
            "ops/scan.once[0].scan");
    assertThat(Fixtures.allocations().allocations()).isEqualTo(6);
    assertThat(Fixtures.allocations().problems()).isEmpty();
  }

  @Test
  void read_namespace_isTheWorkloads() {
    assertThat(task("postgres").id())
        .isEqualTo(new WorkloadId(
            "data", "db.main[0].postgres", "aaaaaaaa-0000-4000-8000-000000000002/postgres"));
  }

  @Test
  void workload_ofShares_isWhatTheFingerprintMakesOfThem() {
    assertThat(workload("server").request()).isEqualTo(CpuQuantity.ofCpus(1));
    assertThat(workload("server").limit()).isEmpty();
    assertThat(workload("scan").request()).isEqualTo(CpuQuantity.ZERO);
  }

  @Test
  void workload_ofReservedCores_isTheirNumber() {
    assertThat(workload("match").request()).isEqualTo(CpuQuantity.ofCpus(2));
  }

  @Test
  void read_reservedCores_areKeptByTheUidOfTheirTask() {
    assertThat(Fixtures.allocations().reservedCores())
        .containsExactly(
            Map.entry("aaaaaaaa-0000-4000-8000-000000000003/match", CpuSet.parse("4-5")));
  }

  /** Nomad takes them from everybody for as long as the allocation is there. */
  @ParameterizedTest
  @CsvSource({"running, dead, 1", "running, pending, 1", "complete, dead, 0"})
  void read_reservedCoresOfATaskThatDoesNotRun_areNobodysUntilItsAllocationEnds(
      String client, String state, int reserved) {
    String json = allocation(
            1,
            "a",
            "exec",
            given("2,3") + ",\"TaskStates\":{\"main\":{\"State\":\"" + state + "\"}}")
        .replace("\"running\"", "\"" + client + "\"");
    assertThat(read("[" + json + "]").reservedCores()).hasSize(reserved);
  }

  private static String given(String cores) {
    return ",\"AllocatedResources\":{\"Tasks\":{\"main\":{\"Cpu\":{\"ReservedCores\":[" + cores
        + "]}}}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "8192", "70000", "null"})
  void read_reservedCoreThatIsNoCpu_isToldAndHidesNoOther(String core) {
    AllocationList all = read("[" + allocation(1, "a", "exec", given("1," + core)) + ","
        + allocation(2, "b", "exec", given("1")) + "]");
    assertThat(all.problems()).singleElement().satisfies(problem -> assertThat(problem.toString())
        .contains("ReservedCores: " + core + " is not from 0 to 8191; report it to Nomad"));
    assertThat(all.tasks()).hasSize(1);
    assertThat(all.reservedCores()).hasSize(1);
  }

  @Test
  void workload_withHardLimit_isLimitedToItsShare() {
    assertThat(workload("postgres").limit()).contains(CpuQuantity.ofCpus(2));
  }

  @Test
  void workload_ofAContainer_hasItsImage() {
    assertThat(workload("postgres").images()).containsExactly("postgres:17");
  }

  @Test
  void resources_memory_isReadAndTold() {
    assertThat(task("server").resources()).isEqualTo(new TaskResources(2500, 0, 512, 1024));
    assertThat(workload("server").annotations()).containsEntry("nomad/memory-mb", "512");
  }

  @ParameterizedTest
  @CsvSource({"server, service, 95", "vector, system, 30", "scan, sysbatch, 10"})
  void workload_ofAnyType_hasThePriorityOfItsJob(String task, String type, int priority) {
    assertThat(workload(task).priority()).hasValue(priority);
    assertThat(workload(task).annotations()).containsEntry("nomad/job-type", type);
  }

  @Test
  void workload_meta_theInnermostBlockWins() {
    assertThat(workload("server").annotations())
        .containsEntry("temper.io/tier", "critical")
        .containsEntry("temper.io/workload-profile", "jvm")
        .doesNotContainKey("owner");
  }

  /** Whoever may submit a job must not thereby take the agent's memory. */
  @Test
  void read_meta_isBounded() {
    StringBuilder meta = new StringBuilder("{\"temper_tier\":\"" + "x".repeat(5000) + "\"");
    for (int i = 0; i < 1000; i++) {
      meta.append(",\"temper_z").append(i).append("\":\"y\"");
    }
    String json = allocation(1, "a", "exec", "")
        .replace("\"Priority\":50", "\"Priority\":50,\"Meta\":" + meta + "}");
    NomadTask task = read("[" + json + "]").tasks().get(0);
    assertThat(task.meta()).hasSizeLessThanOrEqualTo(20).containsKey("tier");
    assertThat(task.meta().get("tier")).hasSize(1024);
  }

  @ParameterizedTest
  @CsvSource({
    "server, /nomad.slice/share.slice/aaaaaaaa-0000-4000-8000-000000000001.server.scope",
    "match, /nomad.slice/reserve.slice/aaaaaaaa-0000-4000-8000-000000000003.match.scope",
    "scan, /nomad.slice/share.slice/aaaaaaaa-0000-4000-8000-000000000005.scan.scope",
    "vector, /own.slice/vector.scope"
  })
  void cgroup_ofExecJavaAndRawExec_isWhereNomadPutsIt(String task, String path) {
    assertThat(task(task).cgroupCandidates()).containsExactly(new CgroupPath(path));
  }

  /** The one that Nomad makes for it stays empty. */
  @Test
  void cgroup_ofDocker_isNotNomads() {
    assertThat(task("postgres").cgroupCandidates()).isEmpty();
  }

  @Test
  void read_withoutWhatWasGiven_takesWhatWasAskedFor() {
    NomadTask task = read("[" + allocation(1, "a", "exec", "") + "]").tasks().get(0);
    assertThat(task.resources()).isEqualTo(new TaskResources(500, 0, 64, 0));
    assertThat(task.leaving()).isFalse();
  }

  @Test
  void read_toBeStopped_isLeaving() {
    String json = allocation(1, "a", "exec", "").replace("\"run\"", "\"stop\"");
    assertThat(read("[" + json + "]").tasks().get(0).leaving()).isTrue();
  }

  private static final String IN_TURN = List.of(
          "\"init\",\"Lifecycle\":{\"Hook\":\"prestart\"}",
          "\"log\",\"Lifecycle\":{\"Hook\":\"prestart\",\"Sidecar\":true}",
          "\"main\",\"Lifecycle\":null",
          "\"warm\",\"Lifecycle\":{\"Hook\":\"poststart\",\"Sidecar\":false}",
          "\"after\",\"Lifecycle\":{\"Hook\":\"poststop\"}")
      .stream()
      .map(task -> "{\"Name\":" + task + "}")
      .collect(Collectors.joining(",", "\"Tasks\":[", "]"));

  /** Else the fence of a tier would be as large as if all of them ran at once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| init log",
        "init=pending log=pending main=pending warm=pending after=pending | init log",
        "init=running log=running main=pending warm=pending after=pending | init log",
        "init=dead log=running main=pending warm=pending after=pending | log main warm",
        "init=dead log=running main=running warm=pending after=pending | log main warm",
        "init=dead log=running main=running warm=dead after=pending | log main",
        "init=dead log=running main=pending warm=dead after=pending | log main",
        "init=pending log=running main=running warm=dead after=pending | init log main",
        "init=dead log=dead main=dead warm=dead after=pending | ''",
        "init=dead log=dead main=dead warm=dead after=running | after"
      })
  void read_tasksWithALifecycle_areThoseWhoseTurnItIs(@Nullable String states, String tasks) {
    String json =
        allocation(1, "a", "exec", states(states)).replaceFirst("\"Tasks\":\\[.*?}}]", IN_TURN);
    assertThat(read("[" + json + "]").problems()).isEmpty();
    assertThat(read("[" + json + "]").tasks().stream()
            .map(NomadTask::name)
            .collect(Collectors.joining(" ")))
        .isEqualTo(tasks);
  }

  private static String states(@Nullable String states) {
    return states == null
        ? ""
        : ",\"TaskStates\":{"
            + states.replaceAll("(\\w+)=(\\w+)", "\"$1\":{\"State\":\"$2\"}").replace(' ', ',')
            + "}";
  }

  /** The servers do not see it any more; its tasks go on. */
  @ParameterizedTest
  @CsvSource({"running, 1", "pending, 1", "unknown, 1", "complete, 0", "failed, 0", "lost, 0"})
  void read_clientStatus_tellsWhetherItEnded(String status, int tasks) {
    String json = allocation(1, "a", "exec", "").replace("\"running\"", "\"" + status + "\"");
    assertThat(read("[" + json + "]").tasks()).hasSize(tasks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Priority\":50 | \"Priority\":0 | Job.Priority: 0 is not from 1 to 32767",
        "\"Priority\":50 | \"Priority\":\"high\" | its fields: at Job.Priority",
        "\"CPU\":500 | \"CPU\":-1 | Resources.CPU: -1 is not from 0",
        "\"CPU\":500 | \"CPU\":99999999999 | Resources.CPU: 99999999999 is not from 0",
        "\"Name\":\"main\" | \"Name\":\"../x\" | Tasks.Name: '../x' is no name of a task",
        "\"TaskGroup\":\"g\" | \"TaskGroup\":\"h\" | TaskGroup: its job has no group 'h'",
        "\"Name\":\"a\" | \"Name\":\"\" | Name: it is missing"
      })
  void read_oneThatMakesNoSense_isToldAndHidesNoOther(String from, String to, String told) {
    String wrong = allocation(1, "a", "exec", "").replace(from, to);
    AllocationList all = read("[" + wrong + "," + allocation(2, "b", "exec", "") + "]");
    assertThat(all.tasks()).hasSize(1);
    assertThat(all.problems()).singleElement().satisfies(problem -> assertThat(problem.toString())
        .startsWith("allocation aaaaaaaa-0000-4000-8000-000000000001 cannot be used: ")
        .contains(told));
  }

  /** Whoever may submit a job must not thereby keep all others of the node from being planned for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 50_001, 21_000_000})
  void read_keyOrValueOfAnyLength_hidesNoOther(int length) {
    String text = "x".repeat(length);
    assertThat(tasksBeside("{\"" + text + "\":\"\"}")).containsExactly("a.main", "b.main");
    assertThat(tasksBeside("{\"long\":\"" + text + "\"}")).containsExactly("a.main", "b.main");
  }

  @ParameterizedTest
  @CsvSource({"1, '[', ']'", "501, '[', ']'", "10000, '[', ']'", "10000, '{\"k\":', '}'"})
  void read_asDeepAsNomadReadsAJob_hidesNoOtherAndNeedsNoDeepStack(
      int depth, String open, String close) throws Exception {
    String deep = open.repeat(depth) + "1" + close.repeat(depth);
    var read = new FutureTask<>(() -> tasksBeside("{\"deep\":" + deep + "}"));
    new Thread(null, read, "stack-as-small-as-the-agents", 512 << 10).start();
    assertThat(read.get()).containsExactly("a.main", "b.main");
  }

  @Test
  void read_deeperThanNomadReads_isRefusedAndOverflowsNothing() {
    String deep = "[".repeat(100_000);
    assertThatExceptionOfType(UnreadableAnswerException.class)
        .isThrownBy(() -> tasksBeside("{\"deep\":" + deep));
  }

  /** Of a task whose driver has such a configuration, and one after it. */
  private static List<String> tasksBeside(String config) {
    String odd = allocation(1, "a", "exec", "")
        .replace("\"Resources\":", "\"Config\":" + config + ",\"Resources\":");
    return read("[" + odd + "," + allocation(2, "b", "exec", "") + "]").tasks().stream()
        .map(task -> task.id().name())
        .toList();
  }

  @Test
  void read_twoOfOneId_countOnce() {
    String one = allocation(1, "a", "exec", "");
    AllocationList all = read("[" + one + "," + one.replace("\"a\"", "\"b\"") + "," + one + "]");
    assertThat(all.tasks().stream().map(task -> task.id().name())).containsExactly("a.main");
    assertThat(all.problems()).hasSize(2);
  }

  @Test
  void read_idThatIsAPath_isNoPartOfAGroup() {
    String wrong = allocation(1, "a", "exec", "").replace("aaaaaaaa-0000", "../../etc");
    assertThat(read("[" + wrong + "]").tasks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/x", "/", "/sys/fs/cgroup", "/sys/fs/cgroup/"})
  void read_cgroupThatIsNone_isToldOf(String path) {
    String wrong = allocation(1, "a", "raw_exec", "")
        .replace(
            "\"Resources\":",
            "\"Config\":{\"cgroup_v2_override\":\"" + path + "\"},\"Resources\":");
    assertThat(read("[" + wrong + "]").problems().get(0).toString())
        .contains("Config.cgroup_v2_override", "'" + path + "'", "below /sys/fs/cgroup");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[", "[{}", "[{]", "<html>", "[]x", "[] []", "\u0000"})
  void read_noList_isRefusedAsAWhole(String json) {
    assertThatExceptionOfType(UnreadableAnswerException.class)
        .isThrownBy(() -> read(json))
        .withMessageStartingWith("the allocations: not what Nomad answers: ")
        .withMessageContaining("check that its address");
  }
}
