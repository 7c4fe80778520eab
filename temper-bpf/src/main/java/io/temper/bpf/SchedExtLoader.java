package io.temper.bpf;

import io.temper.TemperException;
import io.temper.bpf.internal.lib.Architecture;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.LibbpfLoader;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.bpf.internal.pin.LeaseDirectory;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.bpf.internal.probe.HostProbe;
import io.temper.bpf.internal.probe.SchedExtState;
import io.temper.kernel.KernelConfig;
import io.temper.spi.AttachRejectedException;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts Temper's own BPF scheduler in charge of this host, through libbpf.
 *
 * <p>Without a {@link Lease} nothing is pinned: if this process dies, whatever the reason, the kernel
 * returns the host to its stock scheduler. With one, it does so when the lease ends, unless another process
 * takes the scheduler over before. Needs CAP_BPF, CAP_PERFMON and CAP_SYS_RESOURCE, and read access to /sys
 * and /proc. From JDK 24 on, start the JVM with {@code --enable-native-access=ALL-UNNAMED}, or it
 * warns that JNA loads a library.
 */
public final class SchedExtLoader implements SchedulerBackend {
  private static final Logger LOG = LoggerFactory.getLogger(SchedExtLoader.class);

  private final SchedExtOptions options;
  private final HostFiles host;
  private final Supplier<BpfCalls> libbpf;

  /** Creates a loader with the options that the system properties say. */
  public SchedExtLoader() {
    this(SchedExtOptions.fromSystemProperties());
  }

  /**
   * Creates a loader. Nothing is loaded before it is asked to.
   *
   * @param options how to load and run the scheduler
   */
  public SchedExtLoader(SchedExtOptions options) {
    this(options, HostFiles.ofThisHost(), () -> LibbpfLoader.load(options.libbpf()));
  }

  SchedExtLoader(SchedExtOptions options, HostFiles host, Supplier<BpfCalls> libbpf) {
    this.options = options;
    this.host = host;
    this.libbpf = libbpf;
  }

  @Override
  public ProbeResult probe() {
    return Preflight.resultOf(preflight().run());
  }

  /**
   * Returns the questions to this host, to be asked one by one.
   *
   * @return the preflight for this loader's options
   */
  public Preflight preflight() {
    return new Preflight(hostProbe(), check -> left().review(check, libbpf));
  }

  /**
   * Puts the scheduler in charge, with its first configuration. Returns only once the kernel's own
   * files say that it is; if it fails, the host is on its stock scheduler. With a lease, what an earlier
   * process left is taken over; a process that may not attach leaves it as it is.
   *
   * @param config what it goes by; its CPUs must be this host's
   * @param listener hears how it ends
   * @return the scheduler in charge, to be closed by the caller
   * @throws OtherSchedulerAttachedException if another scheduler is in charge
   * @throws MissingCapabilityException if this process lacks a capability
   * @throws UnsupportedKernelException if the kernel, or how it was booted, cannot run it
   * @throws LibbpfUnavailableException if the chosen libbpf cannot be loaded
   * @throws ObjectFileException if the scheduler's object is missing or damaged
   * @throws VerifierRejectedException if the kernel's verifier refuses it
   * @throws AttachRejectedException if the kernel ended it before it was in charge
   * @throws LeaseUnavailableException if a lease is wished, and its directory is no place for it
   * @throws BpfException if any other call fails
   */
  @Override
  public SchedExtScheduler attach(KernelConfig config, SchedulerListener listener)
      throws TemperException {
    var object = ObjectFile.read(options.objectFile());
    var calls = libbpf.get();
    if (options.lease().isPresent()) {
      return new LeasedLaunch(options.lease().get(), options, host, calls, object)
          .attach(hostProbe(), config, listener);
    }
    endLeftOrSay();
    var answers = hostProbe().askHost();
    Refusals.throwIfAny(answers.refusals(), host);
    var kernel = Refusals.requireTypes(answers);
    return new Launch(options, host, calls, object, Optional.empty())
        .attach(config, kernel, listener);
  }

  @Override
  public boolean endLeft() {
    return left().endUnlessHeld(libbpf);
  }

  @Override
  public boolean mayBeInCharge() {
    var state = new SchedExtState(host).state().orElse("");
    return !state.equals(SchedExtState.DISABLED) && !state.equals(SchedExtState.DISABLING);
  }

  private LeftSchedulers left() {
    var directory = LeaseHold.onHost(options.leaseDirectory(), host);
    return new LeftSchedulers(new LeaseDirectory(directory), host);
  }

  /** What is then still there refuses the attachment, with its name. */
  private void endLeftOrSay() {
    try {
      endLeft();
    } catch (TemperException | UncheckedIOException e) {
      LOG.warn("could not end the scheduler that an earlier process left", e);
    }
  }

  private HostProbe hostProbe() {
    return new HostProbe(
        host, Architecture.current(), () -> ObjectFile.read(options.objectFile()), libbpf);
  }
}
