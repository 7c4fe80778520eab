package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.TemperException;
import io.temper.bpf.internal.lib.Errno;
import io.temper.kernel.KernelConfig;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.spi.PublishOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lease on a host of files and a fake libbpf: what is pinned when, and what becomes of it. */
@Timeout(60)
class LeaseTest {
  private static final Duration LEASE = Duration.ofSeconds(15);

  @TempDir
  private Path root;

  private FakeHost host;
  private Path directory;

  @BeforeEach
  void makeHost() throws IOException {
    host = new FakeHost(root);
    directory = root.resolve("sys/fs/bpf/temper");
    Files.createDirectories(directory.getParent());
  }

  private static KernelConfig config(long generation, Map<Long, Integer> members) {
    return Configs.of(generation, 2, members, "high", "low");
  }

  private SchedExtScheduler attach(KernelConfig config) {
    return host.loader(options(1000)).attach(config, exit -> {});
  }

  private static SchedExtOptions options(int dumpBytes) {
    return SchedExtOptions.builder()
        .withLease(Lease.of(LEASE))
        .exitDumpBytes(dumpBytes)
        .build();
  }

  private long pins() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void lease_outOfRange_isRefusedWithTheRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lease.of(Duration.ofSeconds(14)))
        .withMessageContaining("PT14S")
        .withMessageContaining("choose PT15S to PT10M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lease(LEASE, Path.of("pins")))
        .withMessageContaining("'pins'");
  }

  @Test
  void attach_pinsTheMapsBeforeAndTheLinkAfter() {
    try (var scheduler = attach(config(1, Map.of(77L, 2)))) {
      assertThat(scheduler.isTakenOver()).isFalse();
      var calls = host.libbpf.calls;
      int attached = calls.indexOf("bpf_map__attach_struct_ops");
      assertThat(calls.subList(0, attached)).filteredOn("bpf_obj_pin"::equals).hasSize(11);
      assertThat(calls.lastIndexOf("bpf_obj_pin")).isGreaterThan(attached);
      assertThat(pins()).isEqualTo(12);
      long timeout = host.abi.offsetOf("t_control", "heartbeat_timeout_ns");
      assertThat(host.shared().getLong(timeout)).isEqualTo(LEASE.toNanos());
    }
    assertThat(host.state()).isEqualTo("disabled");
    assertThat(pins()).isZero();
  }

  @Test
  void publish_replacesThePinsOfInnerMaps() {
    try (var scheduler = attach(config(1, Map.of(77L, 2)))) {
      scheduler.publish(Configs.of(2, 2, Map.of(78L, 2), "high"));
      assertThat(pins()).isEqualTo(12);
    }
  }

  @Test
  void attach_failingAtAnyPin_leavesNothing() {
    for (int i = 1; i <= 12; i++) {
      var fresh = new FakeHost(root);
      fresh.libbpf.failuresAt.put("bpf_obj_pin#" + i, -Errno.EPERM);
      assertThatExceptionOfType(TemperException.class)
          .as("pin " + i)
          .isThrownBy(
              () -> fresh.loader(options(1000)).attach(config(1, Map.of(77L, 2)), exit -> {}))
          .withMessageContaining("EPERM");
      assertThat(fresh.libbpf.attached).isFalse();
      assertThat(fresh.libbpf.open).as("descriptors after failing pin " + i).isEmpty();
      assertThat(pins()).isZero();
    }
  }

  @Test
  void attach_withoutABpffs_namesTheRemedy() {
    host.libbpf.failures.put("bpf_obj_pin", -Errno.EPERM);
    assertThatExceptionOfType(LeaseUnavailableException.class)
        .isThrownBy(() -> attach(config(1, Map.of())))
        .withMessageContaining("/sys/fs/bpf/temper")
        .withMessageContaining("mount -t bpf");
  }

  @Test
  void attach_withADirectoryThatOthersEnter_isRefused() throws IOException {
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatExceptionOfType(LeaseUnavailableException.class)
        .isThrownBy(() -> attach(config(1, Map.of())))
        .withMessageContaining("chmod 0700");
  }

  @Test
  void takeOver_afterADeath_goesOnWithoutDetaching() {
    attach(config(7, Map.of(77L, 2)));
    host.libbpf.pins.killProcess();
    long attachments = host.attachments();
    try (var next = attach(Configs.of(1, 2, Map.of(77L, 2), "high", "other"))) {
      assertThat(next.isTakenOver()).isTrue();
      assertThat(host.attachments()).isEqualTo(attachments);
      assertThat(next.snapshot().generation()).isEqualTo(8);
      assertThat(pins()).isEqualTo(12);
    }
    assertThat(host.state()).isEqualTo("disabled");
    assertThat(pins()).isZero();
  }

  @Test
  void takeOver_ofTheSame_changesNothing() {
    attach(config(7, Map.of(77L, 2)));
    host.libbpf.pins.killProcess();
    int writes = host.libbpf.count("bpf_map_update_elem");
    try (var next = attach(config(1, Map.of(77L, 2)))) {
      assertThat(next.snapshot().generation()).isEqualTo(7);
      assertThat(host.libbpf.count("bpf_map_update_elem")).isEqualTo(writes);
      assertThat(next.publish(config(8, new TreeMap<>(Map.of(77L, 2, 78L, 3)))))
          .isInstanceOf(PublishOutcome.Published.class);
      assertThat(host.libbpf.count("bpf_map_update_elem")).isEqualTo(writes + 1);
    }
  }

  @Test
  void takeOver_removesWhatWasNotInForce() throws IOException {
    attach(config(1, Map.of(77L, 2)));
    host.libbpf.pins.killProcess();
    try (Stream<Path> schedulers = Files.list(directory)) {
      Files.createFile(schedulers.findFirst().orElseThrow().resolve("config_4711"));
    }
    try (var next = attach(config(1, Map.of(77L, 2)))) {
      assertThat(next.isTakenOver()).isTrue();
      assertThat(pins()).isEqualTo(12);
    }
  }

  @Test
  void leave_keepsAllForTheNext() {
    var first = attach(config(1, Map.of()));
    assertThat(first.leave()).isTrue();
    assertThat(first.state()).isEqualTo(AttachedScheduler.State.CLOSED);
    first.close();
    assertThat(first.leave()).isFalse();
    assertThat(host.state()).isEqualTo("enabled");
    assertThat(pins()).isEqualTo(12);
    try (var next = attach(config(1, Map.of()))) {
      assertThat(next.isTakenOver()).isTrue();
      assertThat(host.attachments()).isEqualTo(1);
    }
  }

  @Test
  void probe_besideALeftScheduler_isNoRefusal() {
    var first = attach(config(1, Map.of()));
    assertThat(host.loader(options(1000)).probe().mayAttach()).isFalse();
    first.leave();
    assertThat(host.loader(options(1000)).probe().mayAttach()).isTrue();
    assertThat(host.loader().probe().mayAttach()).isTrue();
    host.loader(options(1000)).endLeft();
  }

  @Test
  void endLeft_ofADirectoryThatOthersUse_touchesNothingOfTheirs() throws IOException {
    Files.createDirectories(directory.resolve("somebody-elses"));
    Files.createFile(directory.resolve("somebody-elses/link"));
    host.loader(options(1000)).endLeft();
    assertThat(pins()).isEqualTo(1);
  }

  @Test
  void leave_withoutALease_doesNothing() {
    try (var scheduler = host.loader().attach(config(1, Map.of()), exit -> {})) {
      assertThat(scheduler.leave()).isFalse();
      assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
    }
  }

  @Test
  void close_removesThePinsBeforeItDetaches() {
    var pinsAtTheEnd = new ArrayList<Long>();
    var detach = host.libbpf.onDetach;
    host.libbpf.onDetach = () -> {
      pinsAtTheEnd.add(pins());
      detach.run();
    };
    attach(config(1, Map.of())).close();
    assertThat(pinsAtTheEnd).containsExactly(0L);
  }

  @Test
  void schedulerThatEndsByItself_takesItsPinsAlongAndGivesTheLeaseBack() throws Exception {
    var ended = new CountDownLatch(1);
    var first = host.loader(options(1000)).attach(config(1, Map.of()), exit -> ended.countDown());
    host.eject("BPF runtime error");
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(first.state()).isEqualTo(AttachedScheduler.State.EXITED);
    assertThat(pins()).isZero();
    host.shared().clear();
    try (var second = attach(config(1, Map.of()))) {
      first.close();
      assertThat(second.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      assertThat(pins()).as("pins of the second").isEqualTo(12);
    }
  }

  @Test
  void takeOver_forgetsWhatWasSaidOfThreads() throws IOException {
    Files.createDirectories(root.resolve("proc/12/task/13"));
    var first = attach(config(1, Map.of()));
    assertThat(first.assign(13, "high")).isTrue();
    first.leave();
    int deletions = host.libbpf.count("bpf_map_delete_elem");
    try (var next = attach(config(1, Map.of()))) {
      assertThat(host.libbpf.count("bpf_map_delete_elem")).isEqualTo(deletions + 1);
      assertThat(next.unassign(13)).isFalse();
    }
  }

  @Test
  void attach_whileAnotherHoldsTheLease_namesIt() {
    try (var first = attach(config(1, Map.of()))) {
      assertThatExceptionOfType(OtherSchedulerAttachedException.class)
          .isThrownBy(() -> attach(config(2, Map.of())))
          .withMessageContaining("another process holds its lease in /sys/fs/bpf/temper");
      host.loader(options(1000)).endLeft();
      assertThat(first.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      assertThat(pins()).isEqualTo(12);
    }
  }

  @Test
  void attach_withAnotherFingerprint_detachesAndAttachesAfresh() {
    attach(config(7, Map.of()));
    host.libbpf.pins.killProcess();
    try (var next = host.loader(options(2000)).attach(config(1, Map.of()), exit -> {})) {
      assertThat(next.isTakenOver()).isFalse();
      assertThat(host.attachments()).isEqualTo(2);
      assertThat(pins()).isEqualTo(12);
    }
  }

  @Test
  void attach_afterOneThatEnded_removesItsPins() {
    attach(config(7, Map.of()));
    host.libbpf.pins.killProcess();
    host.setDetached();
    try (var next = attach(config(1, Map.of()))) {
      assertThat(next.isTakenOver()).isFalse();
      assertThat(host.attachments()).isEqualTo(2);
    }
  }

  @Test
  void attach_ofWhatCannotBeRead_attachesAfresh() {
    attach(config(7, Map.of()));
    host.libbpf.pins.killProcess();
    host.libbpf.failures.put("bpf_obj_get", -Errno.EINVAL);
    try (var next = attach(config(1, Map.of()))) {
      assertThat(next.isTakenOver()).isFalse();
      assertThat(host.attachments()).isEqualTo(2);
    }
  }

  @Test
  void attach_withoutALease_endsWhatWasLeft() {
    attach(config(7, Map.of())).leave();
    try (var next = host.loader().attach(config(1, Map.of()), exit -> {})) {
      assertThat(next.isTakenOver()).isFalse();
      assertThat(host.attachments()).isEqualTo(2);
      assertThat(pins()).isZero();
    }
  }

  @Test
  void endLeft_returnsTheHost() {
    attach(config(7, Map.of())).leave();
    assertThat(host.loader(options(1000)).endLeft()).isTrue();
    assertThat(host.state()).isEqualTo("disabled");
    assertThat(pins()).isZero();
    assertThat(host.loader(options(1000)).endLeft()).isTrue();
  }

  @Test
  void endLeft_withoutALease_looksInTheDirectoryOfTheLeaseBefore() throws IOException {
    var own = Path.of("/sys/fs/bpf-of-the-unit/temper");
    Files.createDirectories(root.resolve("sys/fs/bpf-of-the-unit"));
    var leased = SchedExtOptions.builder().withLease(new Lease(LEASE, own)).build();
    host.loader(leased).attach(config(7, Map.of()), exit -> {}).leave();
    assertThat(host.loader().endLeft()).as("left elsewhere").isFalse();
    assertThat(host.state()).isEqualTo("enabled");
    var off = SchedExtOptions.builder().leaseDirectory(own).build();
    assertThat(host.loader(off).endLeft()).isTrue();
    assertThat(host.state()).isEqualTo("disabled");
  }

  @Test
  void endLeft_ofADirectoryThatMayNotBeRead_isNotTakenForNone() throws IOException {
    // The kernel would let go of a scheduler whose files are moved away: this one is another
    // process's.
    host.setAttached("temper");
    makeUnreadable();
    assertThatExceptionOfType(LeaseUnreadableException.class)
        .isThrownBy(() -> host.loader(options(1000)).endLeft())
        .withMessageContaining(directory.toString())
        .withMessageContaining("run as the user of that process or as root");
  }

  @Test
  void endLeft_ofADirectoryThatMayNotBeRead_onTheStockScheduler_cannotTell() throws IOException {
    makeUnreadable();
    assertThat(host.loader().endLeft()).isFalse();
    try (var scheduler = host.loader().attach(config(1, Map.of()), exit -> {})) {
      assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
    }
  }

  /** A link to itself cannot be read by anybody, root included. */
  private void makeUnreadable() throws IOException {
    Files.createSymbolicLink(directory, directory.getFileName());
  }

  @Test
  void endLeft_whileAnotherHoldsTheLease_isNotDone() {
    try (var first = attach(config(1, Map.of()))) {
      assertThat(host.loader(options(1000)).endLeft()).isFalse();
      assertThat(first.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
    }
  }
}
