package io.temper.bpf;

import io.temper.TemperException;
import io.temper.bpf.internal.codec.ExitInfoCodec;
import io.temper.bpf.internal.codec.KernelConfigCodec;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.Errno;
import io.temper.bpf.internal.lib.LibbpfLoader;
import io.temper.bpf.internal.object.ForeignObject;
import io.temper.bpf.internal.object.MappedRegion;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.bpf.internal.probe.SchedExtState;
import io.temper.bpf.internal.probe.SchedulerName;
import io.temper.bpf.internal.run.ForeignLayers;
import io.temper.bpf.internal.run.ForeignWatches;
import io.temper.bpf.internal.run.Memberships;
import io.temper.bpf.internal.run.PlacedConfig;
import io.temper.bpf.internal.run.Publisher;
import io.temper.bpf.internal.run.StatsMemory;
import io.temper.bpf.internal.run.StatsReader;
import io.temper.kernel.KernelConfig;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerExit;
import io.temper.observe.SchedulerSnapshot;
import io.temper.observe.ThreadLayer;
import io.temper.observe.ThreadStats;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Looks at Temper's scheduler that another process has attached to this host, and changes nothing. The
 * numbers are read from memory that the kernel shares; what the layers are is asked anew each time,
 * which takes a few system calls. Needs CAP_SYS_ADMIN, since the kernel shows the maps of other
 * processes to nobody else. May be used from any thread until it is closed.
 */
public final class SchedExtObserver implements AutoCloseable {
  private static final String OPS_MAP = "temper_ops";
  private static final String RODATA = "temper.rodata";
  private static final String DATA = "temper.data";

  private final ForeignObject object;
  private final KernelConfigCodec configs;
  private final Memberships memberships;
  private final ForeignWatches watches;
  private final ForeignLayers layers;
  private final StatsReader reader;
  private final MappedRegion shared;
  private final ExitInfoCodec exits;
  private final int exitAt;

  private SchedExtObserver(ForeignObject object, ObjectFile file) {
    var abi = file.abi();
    requireSameContract(object, file);
    var constants = object.first(RODATA);
    int base = Math.toIntExact(file.global("temper_rodata").offset());
    int cpus = constants.getInt(base + abi.offsetOf("t_rodata", "nr_cpus"));
    int queues = constants.getInt(base + abi.offsetOf("t_rodata", "nr_layer_queues"));
    this.object = object;
    this.configs = new KernelConfigCodec(abi);
    var memory = new StatsMemory(object, abi, cpus, queues);
    this.reader = new StatsReader(memory, abi);
    this.memberships = new Memberships(object, abi);
    this.watches = new ForeignWatches(object, memory, abi);
    this.shared = object.mapArray(DATA, abi.sizeOf("t_shared"));
    this.layers = new ForeignLayers(object, shared, abi);
    this.exits = new ExitInfoCodec(abi);
    this.exitAt = abi.offsetOf("t_shared", "exit_info");
  }

  /**
   * Finds the scheduler that is attached to this host.
   *
   * @param options which libbpf, and which object is to be expected
   * @return the observer, to be closed by the caller; empty if Temper's scheduler is not attached
   * @throws MissingCapabilityException if this process lacks CAP_SYS_ADMIN
   * @throws TemperException if the scheduler is of another release, whose maps cannot be read
   */
  public static Optional<SchedExtObserver> find(SchedExtOptions options) {
    return find(HostFiles.ofThisHost(), options, () -> LibbpfLoader.load(options.libbpf()));
  }

  static Optional<SchedExtObserver> find(
      HostFiles host, SchedExtOptions options, Supplier<BpfCalls> libbpf) {
    if (new SchedExtState(host).attachedName().filter(SchedulerName::isOurs).isEmpty()) {
      return Optional.empty();
    }
    return find(libbpf.get(), ObjectFile.read(options.objectFile()));
  }

  private static Optional<SchedExtObserver> find(BpfCalls calls, ObjectFile file) {
    try {
      return ForeignObject.find(calls, OPS_MAP).map(object -> observe(object, file));
    } catch (BpfException e) {
      if (e.errno() == Errno.EPERM) {
        throw new MissingCapabilityException(List.of("CAP_SYS_ADMIN"));
      }
      throw e;
    }
  }

  private static SchedExtObserver observe(ForeignObject object, ObjectFile file) {
    try {
      return new SchedExtObserver(object, file);
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  private static void requireSameContract(ForeignObject object, ObjectFile file) {
    long expected = file.abi().hash();
    var found = hashOf(object, file);
    if (found.isEmpty() || found.get() != expected) {
      throw new TemperException(
          "the attached scheduler was loaded by another release of Temper: its"
              + " contract is " + found.map(Long::toHexString).orElse("unknown")
              + ", and this command"
              + " speaks " + Long.toHexString(expected)
              + "; use the command of the release that attached it");
    }
  }

  private static Optional<Long> hashOf(ForeignObject object, ObjectFile file) {
    int at = Math.toIntExact(file.global("temper_abi_hash").offset());
    if (object.valueSize(RODATA).orElse(0) < at + Long.BYTES) {
      return Optional.empty();
    }
    return Optional.of(object.first(RODATA).getLong(at));
  }

  /**
   * Reads what the scheduler goes by.
   *
   * @return the configuration without its members, names as far as the kernel keeps them
   * @throws IllegalStateException if this was closed
   */
  public KernelConfig config() {
    return inForce().config();
  }

  /**
   * Reads what the scheduler did so far.
   *
   * @return numbers since it was attached
   * @throws IllegalStateException if this was closed
   */
  public SchedulerSnapshot snapshot() {
    return reader.snapshot(inForce());
  }

  /**
   * Reads what each CPU did so far.
   *
   * @return one entry per CPU, by number
   * @throws IllegalStateException if this was closed
   */
  public List<CpuStats> cpus() {
    return reader.cpus(inForce());
  }

  /**
   * Reads which layer made which wait.
   *
   * @return numbers since it was attached
   * @throws IllegalStateException if this was closed
   */
  public LayerDelays delays() {
    return reader.delays(inForce());
  }

  /**
   * Looks up in which layer the kernel has a control group.
   *
   * @param cgroupIds the kernel's numbers of the group and of those around it, itself first; as many of
   *     them as the scheduler looks at are looked at
   * @return the name of the layer that the first of them with an entry leads to; empty if none has one, so
   *     that its threads are in the default layer
   * @throws IllegalStateException if this was closed
   */
  public Optional<String> layerOf(List<Long> cgroupIds) {
    while (true) {
      var bytes = object.firstOfInner("cfg_outer");
      var asked = inForce(bytes);
      var layer = memberships.layerOf(cgroupIds, bytes, asked);
      // Of two generations, one may have the members in another place, or the layer under another
      // name.
      if (inForce().kernelGeneration() == asked.kernelGeneration()) {
        return layer;
      }
    }
  }

  /**
   * Reads the threads that the process watches which attached the scheduler. Nobody else can have a
   * thread watched.
   *
   * @return what each of them did since it is watched; threads that have ended are left out
   * @throws IllegalStateException if this was closed
   */
  public List<ThreadStats> watched() {
    return watches.read(inForce());
  }

  /**
   * Reads in which layers the scheduler has single threads.
   *
   * @param tids the numbers of the threads in this process's PID namespace
   * @return what it holds of each, by number, in the terms of one configuration; threads that have ended
   *     are left out
   * @throws IllegalStateException if this was closed
   */
  public Map<Integer, ThreadLayer> layersOf(Collection<Integer> tids) {
    return layers.of(tids, inForce());
  }

  /**
   * Returns how the scheduler ended. Its numbers can still be read then.
   *
   * @return empty while it runs
   * @throws IllegalStateException if this was closed
   */
  public Optional<SchedulerExit> exit() {
    if (shared.getInt(exitAt + exits.kindAt()) == 0) {
      return Optional.empty();
    }
    return Optional.of(exits.decode(shared.copy(exitAt, exits.size())));
  }

  private Publisher.InForce inForce() {
    return inForce(object.firstOfInner("cfg_outer"));
  }

  private Publisher.InForce inForce(ByteBuffer config) {
    return PlacedConfig.inForce(configs.decode(config, new TreeMap<>()));
  }

  /** Lets go of the scheduler's memory; the scheduler goes on. Repeatable. */
  @Override
  public void close() {
    object.close();
  }
}
