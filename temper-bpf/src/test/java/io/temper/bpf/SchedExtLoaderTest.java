package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.temper.TemperException;
import io.temper.bpf.internal.btf.BtfBuilder;
import io.temper.bpf.internal.lib.Errno;
import io.temper.bpf.internal.lib.FakeLibbpf;
import io.temper.bpf.internal.run.Watch;
import io.temper.kernel.KernelConfig;
import io.temper.node.CpuSet;
import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachRejectedException;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.spi.PublishOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loader on a host of files and a fake libbpf: what it writes, and every way to fail. */
@Timeout(60)
class SchedExtLoaderTest {
  @TempDir
  private Path root;

  private FakeHost host;
  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();

  @BeforeEach
  void makeHost() {
    host = new FakeHost(root);
  }

  private static KernelConfig config(long generation, Map<Long, Integer> members) {
    return Configs.of(generation, 2, members, "high", "low");
  }

  private SchedExtScheduler attach() {
    return host.loader().attach(config(1, Map.of(77L, 2, 78L, 3)), exits::add);
  }

  @Test
  void attach_onGoodHost_setsConstantsFlagsAndSize() {
    try (var scheduler = attach()) {
      assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      var ops = host.libbpf.memoryOf("temper_ops");
      assertThat(ops.getLong(host.abi.offsetOf("ops", "flags"))).isEqualTo(2 | 4 | 16);
      assertThat(ops.getLong(host.abi.offsetOf("ops", "hotplug_seq")))
          .as("a CPU that comes or goes on the way is no reason to refuse")
          .isZero();
      assertThat(host.libbpf.maxEntries)
          .containsEntry("cpu_stats", 2)
          .containsEntry("layer_delays", 2 * 16 * 17);
      long timeout = host.abi.offsetOf("t_control", "heartbeat_timeout_ns");
      assertThat(host.shared().getLong(timeout)).isEqualTo(10_000_000_000L);
      assertThat(host.shared().getLong(0)).as("heartbeat").isPositive();
    }
    assertThat(host.state()).isEqualTo("disabled");
    assertThat(host.libbpf.closed).isTrue();
    assertThat(host.libbpf.open).as("descriptors left open").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"disabled, false", "disabling, false", "enabled, true", "enabling, true"})
  void mayBeInCharge_isWhatTheKernelSays(String state, boolean inCharge) throws IOException {
    Files.writeString(root.resolve("sys/kernel/sched_ext/state"), state + "\n");
    assertThat(host.loader().mayBeInCharge()).isEqualTo(inCharge);
  }

  @Test
  void mayBeInCharge_kernelDoesNotSay_isTrue() throws IOException {
    Files.delete(root.resolve("sys/kernel/sched_ext/state"));
    assertThat(host.loader().mayBeInCharge()).isTrue();
  }

  @Test
  void attach_publishesBeforeItAttachesAndFreezesWhatItPublished() {
    try (var scheduler = attach()) {
      assertThat(scheduler.snapshot().adopted()).isTrue();
      var calls = host.libbpf.calls;
      assertThat(calls.indexOf("bpf_map_freeze")).isPositive();
      assertThat(calls.indexOf("bpf_map_freeze"))
          .isLessThan(calls.lastIndexOf("bpf_map_update_elem"));
      assertThat(calls.lastIndexOf("bpf_map_update_elem"))
          .isLessThan(calls.indexOf("bpf_map__attach_struct_ops"));
      assertThat(host.libbpf.frozen).contains(host.libbpf.innerFd("cfg_outer", 0));
      assertThat(host.libbpf.inner("cg_outer", 0))
          .containsOnlyKeys(FakeLibbpf.keyOf(77L), FakeLibbpf.keyOf(78L));
    }
  }

  @Test
  void attach_reportedAsSuccessButRejected_isFoundOut() {
    host.libbpf.onAttach = () -> host.eject("BPF runtime error");
    assertThatExceptionOfType(AttachRejectedException.class)
        .isThrownBy(this::attach)
        .withMessageContaining("BPF runtime error")
        .satisfies(e -> assertThat(e.exit().kind()).isEqualTo(SchedulerExit.Kind.ERROR));
    assertThat(host.libbpf.closed).isTrue();
    assertThat(host.libbpf.count("bpf_link__destroy")).isEqualTo(1);
    assertThat(exits).isEmpty();
  }

  @Test
  void attach_successWithAnotherNameInSysfs_isFoundOut() {
    host.libbpf.onAttach = () -> host.setAttached("scx_simple");
    assertThatExceptionOfType(AttachRejectedException.class)
        .isThrownBy(this::attach)
        .withMessageContaining("scx_simple");
  }

  @Test
  void attach_whileAnotherIsAttached_namesIt() {
    host.setAttached("scx_layered");
    assertThatExceptionOfType(OtherSchedulerAttachedException.class)
        .isThrownBy(this::attach)
        .satisfies(e -> assertThat(e.schedulerName()).isEqualTo("scx_layered"));
    assertThat(host.libbpf.count("bpf_object__open_mem")).isZero();
  }

  @Test
  void attach_busyAtTheLastMoment_namesTheOther() {
    host.libbpf.failures.put("bpf_map__attach_struct_ops", -Errno.EBUSY);
    assertThatExceptionOfType(OtherSchedulerAttachedException.class).isThrownBy(this::attach);
    assertThat(host.libbpf.closed).isTrue();
  }

  @Test
  void attach_withoutCapability_namesIt() {
    host.write("proc/self/status", "CapEff:\t0000008001000000\n");
    assertThatExceptionOfType(MissingCapabilityException.class)
        .isThrownBy(this::attach)
        .satisfies(e -> assertThat(e.capabilities()).containsExactly("CAP_PERFMON"));
  }

  @Test
  void attach_onAnOldKernel_carriesTheChecks() {
    host.write("proc/sys/kernel/osrelease", "6.1.0");
    assertThatExceptionOfType(UnsupportedKernelException.class)
        .isThrownBy(this::attach)
        .withMessageContaining("kernel-version: kernel 6.1.0 is older than 6.12.10")
        .satisfies(e -> assertThat(e.checks()).extracting(Check::id).contains("kernel-version"));
  }

  @Test
  void attach_withTypesThatCannotBeRead_namesTheFile() {
    host.delete("sys/kernel/btf/vmlinux");
    host.write("sys/kernel/btf/vmlinux/in-the-way", "");

    assertThatExceptionOfType(UnsupportedKernelException.class)
        .isThrownBy(this::attach)
        .withMessageContaining("kernel-btf")
        .withMessageContaining("sys/kernel/btf/vmlinux cannot be read");
    assertThat(host.libbpf.count("bpf_object__open_mem")).isZero();
  }

  @Test
  void attach_onAKernelWithoutAFlagThatIsNeeded_namesItAndLeavesNothingOpen() {
    var btf = new BtfBuilder()
        .struct("sched_ext_ops", "enqueue")
        .enum64("scx_dsq_id_flags", Map.of("SCX_DSQ_LOCAL", 1L << 63));
    FakeHost.functions().forEach(name -> btf.function(name, "task"));
    host.write("sys/kernel/btf/vmlinux", btf.build());

    assertThatExceptionOfType(UnsupportedKernelException.class)
        .isThrownBy(this::attach)
        .withMessageContaining("no SCX_OPS_ENQ_LAST");
    assertThat(host.libbpf.closed).isTrue();
  }

  @Test
  void attach_withTruncatedObject_namesTheFile(@TempDir Path directory) throws Exception {
    var file = Files.write(directory.resolve("cut.o"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
    var loader = host.loader(SchedExtOptions.builder().objectFile(file).build());
    assertThatExceptionOfType(ObjectFileException.class)
        .isThrownBy(() -> loader.attach(config(1, Map.of()), exits::add))
        .withMessageContaining("cut.o")
        .withMessageContaining("6 bytes");
  }

  @Test
  void attach_failingAtAnyStep_leavesNothingOpen() {
    for (var call : List.of(
        "bpf_object__load",
        "bpf_object__find_map_by_name",
        "bpf_map__fd",
        "bpf_map_create",
        "bpf_map_update_elem",
        "bpf_map_freeze",
        "mmap",
        "bpf_map__attach_struct_ops")) {
      var fresh = new FakeHost(root);
      fresh.libbpf.failures.put(call, -Errno.EINVAL);
      assertThatExceptionOfType(TemperException.class)
          .as(call)
          .isThrownBy(() -> fresh.loader().attach(config(1, Map.of(77L, 2)), exits::add));
      assertThat(fresh.libbpf.closed).as("object after failing " + call).isTrue();
      assertThat(fresh.libbpf.open).as("descriptors after failing " + call).isEmpty();
      assertThat(fresh.state()).as(call).isEqualTo("disabled");
    }
  }

  @Test
  void publish_equal_writesNothing() {
    try (var scheduler = attach()) {
      int before = host.libbpf.count("bpf_map_update_elem");
      assertThat(scheduler.publish(config(2, Map.of(77L, 2, 78L, 3))))
          .isEqualTo(new PublishOutcome.Unchanged(1));
      assertThat(host.libbpf.count("bpf_map_update_elem")).isEqualTo(before);
    }
  }

  @Test
  void publish_otherMembers_writesOnlyTheseAndBumpsTheGeneration() {
    try (var scheduler = attach()) {
      int before = host.libbpf.count("bpf_map_update_elem");
      long bumped = host.shared().getLong(host.abi.offsetOf("t_control", "cg_gen"));
      scheduler.publish(config(2, Map.of(77L, 3, 79L, 2)));
      assertThat(host.libbpf.count("bpf_map_update_elem") - before).isEqualTo(2);
      assertThat(host.libbpf.count("bpf_map_delete_elem")).isEqualTo(1);
      assertThat(host.libbpf.inner("cg_outer", 0))
          .containsOnlyKeys(FakeLibbpf.keyOf(77L), FakeLibbpf.keyOf(79L));
      assertThat(host.shared().getLong(host.abi.offsetOf("t_control", "cg_gen")))
          .isEqualTo(bumped + 1);
      assertThat(scheduler.snapshot().generation()).isEqualTo(2);
    }
  }

  @Test
  void publish_membersFailingHalfWay_restoresTheOldOnes() {
    try (var scheduler = attach()) {
      var before = Map.copyOf(host.libbpf.inner("cg_outer", 0));
      int writes = host.libbpf.count("bpf_map_update_elem");
      host.libbpf.failuresAt.put("bpf_map_update_elem#" + (writes + 2), -Errno.ENOSPC);
      var outcome = scheduler.publish(config(2, Map.of(77L, 3, 79L, 2)));
      assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
      assertThat(host.libbpf.inner("cg_outer", 0)).containsOnlyKeys(before.keySet());
      before.forEach(
          (key, value) -> assertThat(host.libbpf.inner("cg_outer", 0).get(key)).isEqualTo(value));
      assertThat(scheduler.snapshot().generation()).isEqualTo(1);
    }
  }

  @Test
  void publish_membersThatCannotBeRestored_areReplacedWholeTheNextTime() {
    try (var scheduler = attach()) {
      int old = host.libbpf.innerFd("cg_outer", 0);
      int writes = host.libbpf.count("bpf_map_update_elem");
      host.libbpf.failuresAt.put("bpf_map_update_elem#" + (writes + 2), -Errno.ENOSPC);
      host.libbpf.failuresAt.put("bpf_map_update_elem#" + (writes + 3), -Errno.ENOSPC);
      assertThat(scheduler.publish(config(2, Map.of(77L, 3, 79L, 2))).isInForce())
          .isFalse();
      assertThat(scheduler.publish(config(3, Map.of(77L, 3))).isInForce()).isTrue();
      assertThat(host.libbpf.innerFd("cg_outer", 1)).isNotEqualTo(old);
      assertThat(host.libbpf.inner("cg_outer", 1)).containsOnlyKeys(FakeLibbpf.keyOf(77L));
    }
  }

  @Test
  void publish_shapeFailingAtAnyWrite_keepsTheOldConfiguration() {
    for (int step = 1; step <= 3; step++) {
      var fresh = new FakeHost(root);
      try (var scheduler = fresh.loader().attach(config(1, Map.of(77L, 2)), exits::add)) {
        int config = fresh.libbpf.innerFd("cfg_outer", 0);
        int open = fresh.libbpf.open.size();
        int writes = fresh.libbpf.count("bpf_map_update_elem");
        fresh.libbpf.failuresAt.put("bpf_map_update_elem#" + (writes + step), -Errno.ENOSPC);
        var outcome = scheduler.publish(Configs.of(2, 2, Map.of(77L, 2, 80L, 2), "high"));
        assertThat(outcome).as("step " + step).isInstanceOf(PublishOutcome.Refused.class);
        assertThat(outcome.toString()).contains("ENOSPC");
        assertThat(fresh.libbpf.innerFd("cfg_outer", 0)).isEqualTo(config);
        assertThat(fresh.libbpf.open).as("descriptors").hasSize(open);
        assertThat(scheduler.snapshot().generation()).isEqualTo(1);
      }
    }
  }

  @Test
  void publish_moreThanTheSchedulerHasRoomFor_isRefusedWithNumbers() {
    try (var scheduler = attach()) {
      assertThat(scheduler.publish(Configs.of(2, 3, Map.of(), "high")).toString())
          .contains("3 CPU numbers, but the loaded scheduler has room for 2");
    }
  }

  @Test
  void publish_layerThatPrefersACpuBeyondTheRoom_isRefusedAndLeavesNothingOpen() {
    try (var scheduler = attach()) {
      int open = host.libbpf.open.size();
      for (int cpu : List.of(2, 1024)) {
        assertThat(scheduler.publish(preferring(cpu)).toString())
            .contains((cpu + 1) + " CPU numbers, but the loaded scheduler has room for 2");
      }
      assertThat(host.libbpf.open).hasSize(open);
      assertThat(scheduler.snapshot().generation()).isEqualTo(1);
    }
  }

  private static KernelConfig preferring(int cpu) {
    var from = Configs.of(2, 2, Map.of(79L, 2), "high");
    return Configs.with(from, Configs.grouped(2, "high", CpuSet.of(cpu)));
  }

  @Test
  void publish_membersThatDoNotFitBesideTheOldOnes_areReplacedWhole() {
    int most = host.abi.constant("T_MAX_MEMBERS");
    var full = new TreeMap<Long, Integer>();
    for (long id = 1; id <= most; id++) {
      full.put(id, 2);
    }
    try (var scheduler = host.loader().attach(config(1, full), exits::add)) {
      var live = host.libbpf.inner("cg_outer", 0);
      full.remove(1L);
      full.put(most + 1L, 3);
      assertThat(scheduler.publish(config(2, full))).isInstanceOf(PublishOutcome.Published.class);
      assertThat(live).as("the full map").hasSize(most);
      assertThat(host.libbpf.inner("cg_outer", 1)).hasSize(most);
    }
  }

  @Test
  void publish_moreMembersThanTheMapHasRoomFor_areReplacedWhole() {
    try (var scheduler = host.loader().attach(config(1, Map.of(1L, 2)), exits::add)) {
      var many = new TreeMap<Long, Integer>();
      for (long id = 1; id <= 300; id++) {
        many.put(id, 3);
      }
      assertThat(scheduler.publish(config(2, many))).isInstanceOf(PublishOutcome.Published.class);
      assertThat(host.libbpf.inner("cg_outer", 1)).hasSize(300);
      many.put(301L, 2);
      scheduler.publish(config(3, many));
      assertThat(host.libbpf.inner("cg_outer", 1)).as("room for more").hasSize(301);
    }
  }

  @Test
  void snapshot_layerStatistics_followTheNameNotTheIndex() {
    try (var scheduler = attach()) {
      long high = host.abi.offsetOf("t_cpu_stats", "layers")
          + 2L * host.abi.sizeOf("t_layer_stats")
          + host.abi.offsetOf("t_layer_stats", "run_ns");
      host.libbpf.memoryOf("mmap").setLong(high, 500);
      assertThat(scheduler.snapshot().layer("high").orElseThrow().runTime().toNanos())
          .isEqualTo(500);
      scheduler.publish(Configs.of(2, 2, Map.of(), "critical", "high"));
      assertThat(scheduler.snapshot().layer("high").orElseThrow().runTime().toNanos())
          .isEqualTo(500);
      assertThat(scheduler.snapshot().layer("critical").orElseThrow().runTime().toNanos())
          .isZero();
    }
  }

  @Test
  void end_isToldAsDataAndLetsTheNextOneAttach() throws InterruptedException {
    var told = new CountDownLatch(1);
    try (var scheduler = host.loader().attach(config(1, Map.of()), exit -> {
      exits.add(exit);
      told.countDown();
    })) {
      host.eject("task stalled");
      told.await();
      assertThat(exits)
          .singleElement()
          .satisfies(exit -> assertThat(exit.message()).isEqualTo("task stalled"))
          .satisfies(exit -> assertThat(exit.reason()).isEqualTo("runtime error"));
      assertThat(host.libbpf.count("bpf_link__destroy")).isEqualTo(1);
      assertThat(scheduler.snapshot().generation()).as("still readable").isEqualTo(1);
    }
    assertThat(host.libbpf.count("bpf_link__destroy")).isEqualTo(1);
  }

  @Test
  void watch_thatFailsOnce_beatsOnAndHearsOfTheEnd() throws InterruptedException {
    var told = new CountDownLatch(1);
    var failures = new AtomicInteger();
    try (var scheduler = attach()) {
      var watch = new Watch(
          scheduler.memory(),
          () -> {
            if (failures.getAndIncrement() == 0) {
              throw new OutOfMemoryError("injected");
            }
            return System.nanoTime();
          },
          exit -> told.countDown());
      watch.start();
      host.eject("task stalled");
      told.await();
      watch.stop();
    }
    assertThat(failures).hasValueGreaterThan(1);
  }

  @Test
  void awaitAdopted_onAnInterruptedThread_givesUpAtOnce() {
    try (var scheduler = attach()) {
      // A CPU that runs a thread of ours and has not come to the new configuration yet.
      host.libbpf.memoryOf("mmap").setLong(host.abi.offsetOf("t_cpu_stats", "running"), 1);
      scheduler.publish(Configs.of(2, 2, Map.of(), "critical", "high"));
      Thread.currentThread().interrupt();
      assertThat(scheduler.awaitAdopted(Duration.ofHours(1))).isEmpty();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void close_fromTheListener_works() throws InterruptedException {
    var closed = new CountDownLatch(1);
    var holder = new ArrayList<SchedExtScheduler>();
    holder.add(host.loader().attach(config(1, Map.of()), exit -> {
      holder.get(0).close();
      closed.countDown();
    }));
    host.eject("x");
    closed.await();
    assertThat(holder.get(0).state()).isEqualTo(AttachedScheduler.State.CLOSED);
  }

  @Test
  void close_failingInTheKernel_neverThrows() {
    host.libbpf.failures.put("bpf_link__destroy", -Errno.EINVAL);
    var scheduler = attach();
    assertThatCode(scheduler::close).doesNotThrowAnyException();
    assertThat(host.libbpf.closed).isTrue();
  }

  @Test
  void close_whileAPublishHangs_detachesAtOnce() throws InterruptedException {
    var scheduler = attach();
    var hang = new CountDownLatch(1);
    host.libbpf.hangUpdates = hang;
    var publisher = new Thread(() -> {
      try {
        scheduler.publish(config(2, Map.of(77L, 3)));
      } catch (IllegalStateException closed) {
        exits.clear();
      }
    });
    publisher.start();
    while (publisher.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    scheduler.close();
    assertThat(host.state()).isEqualTo("disabled");
    assertThat(host.libbpf.open).as("the map that is being written").hasSize(1);
    hang.countDown();
    publisher.join();
    assertThat(host.libbpf.open).isEmpty();
    assertThat(host.libbpf.closed).isTrue();
  }

  @Test
  void snapshotAndPublish_racingWithClose_endInIllegalStateOnly() throws InterruptedException {
    for (int round = 0; round < 30; round++) {
      var fresh = new FakeHost(root);
      var scheduler = fresh.loader().attach(config(1, Map.of(77L, 2)), exits::add);
      var failures = new CopyOnWriteArrayList<Throwable>();
      var threads = List.of(
          new Thread(() -> untilClosed(scheduler::snapshot, failures)),
          new Thread(() -> untilClosed(() -> publishNext(scheduler), failures)),
          new Thread(scheduler::close));
      threads.forEach(Thread::start);
      for (var thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      assertThat(fresh.libbpf.open).as("descriptors").isEmpty();
    }
  }

  private static void publishNext(SchedExtScheduler scheduler) {
    long next = scheduler.snapshot().generation() + 1;
    scheduler.publish(config(next, Map.of(77L, 2 + (int) (next % 2))));
  }

  private static void untilClosed(Runnable work, List<Throwable> failures) {
    try {
      while (true) {
        work.run();
      }
    } catch (IllegalStateException expected) {
      assertThatIllegalStateException().isThrownBy(work::run);
    } catch (Throwable e) {
      failures.add(e);
    }
  }
}
