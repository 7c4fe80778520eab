package io.temper.bpf.internal.object;

import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.Libbpf.LinkHandle;
import io.temper.bpf.internal.lib.PinCalls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The attachment of a struct_ops map. Closing it detaches unless it is pinned, and returns when the kernel
 * is done with it: a second caller waits for the first. It passes no gate, so that nothing that still uses the
 * object can delay it.
 */
public final class BpfLink implements AutoCloseable {
  private final BpfCalls calls;
  private final String name;
  private @Nullable LinkHandle handle;

  BpfLink(BpfCalls calls, String name, LinkHandle handle) {
    this.calls = calls;
    this.name = name;
    this.handle = handle;
  }

  /** Opens the link that a file keeps; closing it leaves the file, and with it the attachment. */
  public static BpfLink openPin(PinCalls pins, Path file) {
    return new BpfLink(pins.calls(), file.toString(), pins.openLink(file));
  }

  /**
   * Makes a file of a bpffs that keeps the attachment.
   *
   * @throws io.temper.bpf.BpfException if the kernel refuses
   * @throws IllegalStateException if the link is closed
   */
  public synchronized void pin(Path file) {
    var link = handle;
    if (link == null) {
      throw new IllegalStateException("the link '" + name + "' is closed");
    }
    var pins = new PinCalls(calls);
    pins.pin(pins.linkFd(link), file);
  }

  /**
   * Detaches; the second time it does nothing.
   *
   * @throws io.temper.bpf.BpfException if the kernel reports a failure; the link is gone all the
   *     same
   */
  @Override
  public synchronized void close() {
    var link = handle;
    handle = null;
    if (link != null) {
      calls.destroyLink(name, link);
    }
  }
}
