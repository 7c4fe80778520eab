package io.temper.bpf.internal.probe;

import io.temper.bpf.internal.probe.HostFiles.UnreadableException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads {@code /sys/kernel/sched_ext}: whether a scheduler is attached, and which.
 *
 * <pre>
 *  state        disabled | enabling | enabled | disabling
 *  root/ops     name of the scheduler; only there while one is attached
 *  enable_seq   number of schedulers attached since boot
 * </pre>
 */
public final class SchedExtState {
  /** The state when the stock scheduler runs everything. */
  public static final String DISABLED = "disabled";

  /** The state when a BPF scheduler is in charge. */
  public static final String ENABLED = "enabled";

  /** The state while a BPF scheduler is ending: it decides nothing any more. */
  public static final String DISABLING = "disabling";

  private static final String DIRECTORY = "sys/kernel/sched_ext/";

  private final HostFiles host;

  /** Reads below the root of {@code host}. */
  public SchedExtState(HostFiles host) {
    this.host = host;
  }

  /** Returns the state; empty if it cannot be read or the kernel has no sched_ext. */
  public Optional<String> state() {
    return read("state");
  }

  /** Returns the name of the attached scheduler; empty if none is or it cannot be read. */
  public Optional<String> attachedName() {
    return read("root/ops").filter(name -> !name.isEmpty());
  }

  /** Returns how many schedulers were attached since boot. */
  public OptionalLong enableSequence() {
    return number("enable_seq");
  }

  private OptionalLong number(String file) {
    return read(file)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  private Optional<String> read(String file) {
    try {
      return host.text(DIRECTORY + file);
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }
}
