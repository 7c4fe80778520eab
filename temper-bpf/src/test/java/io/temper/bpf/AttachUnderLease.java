package io.temper.bpf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A program that attaches under a lease, says so, and leaves or is killed: for {@link LeaseKernelTest}. */
final class AttachUnderLease {
  static final Duration LEASE = Duration.ofSeconds(15);

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private AttachUnderLease() {}

  static SchedExtOptions options(Path directory, int dumpBytes) {
    return SchedExtOptions.builder()
        .libbpf(SchedExtOptions.fromSystemProperties().libbpf())
        .withLease(new Lease(LEASE, directory))
        .exitDumpBytes(dumpBytes)
        .build();
  }

  /** Arguments: the directory of the lease, the size of the dump. A byte on standard input: leave. */
  public static void main(String[] arguments) throws IOException {
    var options = options(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    try {
      var scheduler = new SchedExtLoader(options)
          .attach(KernelHost.config(7, Map.of(77L, 2), "high"), exit -> OUT.println("exit"));
      OUT.println("attached");
      if (System.in.read() >= 0) {
        OUT.println("left " + scheduler.leave());
      }
    } catch (RuntimeException e) {
      OUT.println(e.toString());
    }
  }
}
