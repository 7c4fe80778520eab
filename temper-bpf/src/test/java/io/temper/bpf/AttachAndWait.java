package io.temper.bpf;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A program that attaches, says so, and waits to be ended: for tests of how processes end. */
final class AttachAndWait {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private AttachAndWait() {}

  public static void main(String[] arguments) {
    var options = SchedExtOptions.builder()
        .libbpf(SchedExtOptions.fromSystemProperties().libbpf())
        .heartbeatTimeout(Duration.ofSeconds(Long.parseLong(arguments[0])))
        .build();
    try {
      new SchedExtLoader(options)
          .attach(
              KernelHost.config(1, Map.of()),
              exit -> OUT.println("exit " + exit.kind() + " " + exit.code()));
      OUT.println("attached");
      KernelHost.pause(Duration.ofMinutes(10));
    } catch (RuntimeException e) {
      OUT.println(e.toString());
    }
  }
}
