package io.temper.bpf;

import io.temper.bpf.internal.Checksums;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A name for all schedulers that are loaded from the same file in the same way. */
final class Fingerprint {
  private static final int LENGTH = 16;

  private Fingerprint() {}

  /** Returns 16 hexadecimal digits of what is fixed when a scheduler is loaded. */
  static String of(
      String objectHash, boolean faultInjection, int exitDumpBytes, Duration watchdogTimeout) {
    var text = String.join(
        " ",
        objectHash,
        Boolean.toString(faultInjection),
        Integer.toString(exitDumpBytes),
        Long.toString(watchdogTimeout.toMillis()));
    return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
  }
}
