package io.temper.bpf;

import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.object.BpfLink;
import io.temper.bpf.internal.object.BpfMap;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.bpf.internal.object.PinnedObject;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.bpf.internal.probe.SchedExtState;
import io.temper.bpf.internal.probe.SchedulerName;
import io.temper.bpf.internal.probe.ThreadNumbers;
import io.temper.bpf.internal.run.ConfigMaps;
import io.temper.bpf.internal.run.InheritedConfig;
import io.temper.bpf.internal.run.Publisher;
import io.temper.bpf.internal.run.SharedMemory;
import io.temper.bpf.internal.run.StatsMemory;
import io.temper.bpf.internal.run.ThreadNotes;
import io.temper.kernel.KernelConfig;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerListener;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Going on with the scheduler that an earlier process left, from what the kernel keeps of it. */
final class TakeOver {
  private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

  private final LeaseHold lease;
  private final HostFiles host;
  private final ObjectFile file;
  private final Abi abi;

  TakeOver(LeaseHold lease, HostFiles host, ObjectFile file) {
    this.lease = lease;
    this.host = host;
    this.file = file;
    this.abi = file.abi();
  }

  /**
   * Takes the scheduler over and publishes {@code config} to it.
   *
   * @return empty if there is none to take over, or it cannot be; then it is to be ended
   */
  Optional<SchedExtScheduler> attempt(KernelConfig config, SchedulerListener listener) {
    if (!lease.pins().areWhole() || !isRunning()) {
      return Optional.empty();
    }
    try {
      return take(config, listener);
    } catch (RuntimeException e) {
      LOG.warn("the scheduler in {} cannot be taken over", lease.pins().directory(), e);
      return Optional.empty();
    }
  }

  private boolean isRunning() {
    var state = new SchedExtState(host);
    return state.state().equals(Optional.of(SchedExtState.ENABLED))
        && state.attachedName().filter(SchedulerName::isOurs).isPresent();
  }

  private Optional<SchedExtScheduler> take(KernelConfig config, SchedulerListener listener) {
    var object = lease.pins().openObject();
    return Launch.closingOnFailure(object, () -> {
      var memory = new SharedMemory(object, abi);
      memory.beat(System.nanoTime());
      if (memory.exit().isPresent()) {
        object.close();
        return Optional.empty();
      }
      memory.setHeartbeatTimeout(lease.duration());
      var link = lease.pins().openLink();
      return Launch.closingOnFailure(
          link, () -> Optional.of(resume(object, memory, link, config, listener)));
    });
  }

  private SchedExtScheduler resume(
      PinnedObject object,
      SharedMemory memory,
      BpfLink link,
      KernelConfig config,
      SchedulerListener listener) {
    var room = roomOf(object);
    var maps = new ConfigMaps(object, abi, lease.pins());
    return Launch.closingOnFailure(maps, () -> {
      var publisher = new Publisher(maps, memory, abi, room);
      var found = new InheritedConfig(object, abi, lease.pins()).read();
      maps.adopt(found.maps());
      publisher.adopt(found.inForce());
      var stats = new StatsMemory(object, abi, room.cpus(), room.layers());
      publish(publisher, config, found.inForce().config().generation());
      new ThreadNotes(object, abi, memory).clear(new ThreadNumbers(host).all());
      var parts = new SchedExtScheduler.Parts(
          object, maps, memory, stats, publisher, link, abi, Optional.of(lease));
      requireRunning(memory);
      var scheduler = new SchedExtScheduler(parts, listener, true);
      scheduler.start(lease.duration());
      LOG.info("took over the scheduler in {}", lease.pins().directory());
      return scheduler;
    });
  }

  private Publisher.Room roomOf(PinnedObject object) {
    var rodata = object.map(".rodata", Integer.BYTES, object.valueSize(".rodata"));
    var constants = rodata
        .lookup(BpfMap.number(0))
        .orElseThrow(() -> new IllegalStateException("the scheduler has no constants"));
    int base = Math.toIntExact(file.global("temper_rodata").offset());
    return new Publisher.Room(
        constants.getInt(base + abi.offsetOf("t_rodata", "nr_layer_queues")),
        constants.getInt(base + abi.offsetOf("t_rodata", "nr_domains")),
        constants.getInt(base + abi.offsetOf("t_rodata", "nr_cpus")));
  }

  private static void publish(Publisher publisher, KernelConfig config, long inForce) {
    var outcome = publisher.publish(config.withGeneration(inForce + 1));
    LOG.debug("first configuration: {}", outcome);
    if (outcome instanceof PublishOutcome.Refused refused) {
      throw new IllegalStateException("the configuration does not fit: " + refused.reason());
    }
  }

  private void requireRunning(SharedMemory memory) {
    if (memory.exit().isPresent() || !isRunning()) {
      throw new IllegalStateException("it ended meanwhile");
    }
  }
}
