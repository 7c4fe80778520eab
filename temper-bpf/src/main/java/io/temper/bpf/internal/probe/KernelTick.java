package io.temper.bpf.internal.probe;

import io.temper.bpf.internal.probe.HostFiles.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Finds the length of the kernel's tick in its build configuration, where that is published. A
 * container often has neither file; the scheduler then takes 4 ms.
 */
public final class KernelTick {
  private static final String KEY = "CONFIG_HZ=";
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final HostFiles host;

  /** Reads below the root of {@code host}. */
  public KernelTick(HostFiles host) {
    this.host = host;
  }

  /** Returns the length of a tick in nanoseconds; 0 if it cannot be found out. */
  public long nanos() {
    try {
      return configuration()
          .flatMap(KernelTick::hertz)
          .map(hertz -> NANOS_PER_SECOND / hertz)
          .orElse(0L);
    } catch (UnreadableException | IOException e) {
      return 0;
    }
  }

  private Optional<String> configuration() throws UnreadableException, IOException {
    var packed = host.bytes("proc/config.gz");
    if (packed.isPresent()) {
      try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.get()))) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
      }
    }
    return host.text("boot/config-" + host.text("proc/sys/kernel/osrelease").orElse(""));
  }

  private static Optional<Integer> hertz(String configuration) {
    return configuration
        .lines()
        .filter(line -> line.matches(KEY + "[1-9]\\d{0,4}"))
        .map(line -> Integer.valueOf(line.substring(KEY.length())))
        .findFirst();
  }
}
