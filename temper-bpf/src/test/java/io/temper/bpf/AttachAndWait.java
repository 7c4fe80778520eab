package io.temper.bpf;

import io.temper.spi.PublishOutcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A program that attaches, publishes, says so, and waits to be ended: for tests of how processes end. */
final class AttachAndWait {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private AttachAndWait() {}

  /** Publishes a new shape, then new members alone, and reads what was counted. */
  private static boolean usable(SchedExtScheduler scheduler) {
    return scheduler.publish(KernelHost.config(2, Map.of(), "high"))
            instanceof PublishOutcome.Published
        && scheduler.publish(KernelHost.config(3, Map.of(77L, 2), "high"))
            instanceof PublishOutcome.Published
        && scheduler.snapshot().generation() == 3
        && scheduler.awaitAdopted(PATIENCE).isPresent()
        && KernelHost.within(PATIENCE, () -> scheduler.snapshot().counters().dispatches() > 0);
  }

  public static void main(String[] arguments) {
    var options = SchedExtOptions.builder()
        .libbpf(SchedExtOptions.fromSystemProperties().libbpf())
        .heartbeatTimeout(Duration.ofSeconds(Long.parseLong(arguments[0])))
        .build();
    try {
      var scheduler = new SchedExtLoader(options)
          .attach(
              KernelHost.config(1, Map.of()),
              exit -> OUT.println("exit " + exit.kind() + " " + exit.code()));
      OUT.println(usable(scheduler) ? "attached" : "attached, but of no use");
      KernelHost.pause(Duration.ofMinutes(10));
    } catch (RuntimeException e) {
      OUT.println(e.toString());
    }
  }
}
