package io.temper.lab.demo;

import io.temper.lab.vm.VmSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A measurement of the agent as a command in the guest.
 *
 * @param jars the agent
 * @param command the agent's command that measures on the kernel that it runs on
 * @param options what the user wants to be measured
 * @param look how the user's terminal shows text
 */
record GuestMeasurement(AgentJars jars, List<String> command, List<String> options, Look look) {
  private static final String RESULTS = "/results";

  /**
   * What a terminal can show.
   *
   * @param unicode characters outside ASCII
   * @param color colours
   */
  record Look(boolean unicode, boolean color) {}

  GuestMeasurement {
    command = List.copyOf(command);
    options = List.copyOf(options);
  }

  /** Returns the machine's task; the reports end up in {@code results}. */
  VmSpec.Builder task(Path results) {
    VmSpec.Builder builder = VmSpec.of(commandLine()).results(results);
    jars.payloads().forEach(builder::payload);
    return builder;
  }

  private List<String> commandLine() {
    var line = new ArrayList<String>();
    line.addAll(List.of("env", look.unicode() ? "LC_ALL=C.UTF-8" : "LC_ALL=C"));
    line.addAll(List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED"));
    line.add("-Dtemper.commit=" + System.getProperty("temper.commit", "unknown"));
    line.addAll(List.of("-cp", jars.guestClassPath(), AgentJars.MAIN));
    line.addAll(command);
    line.addAll(List.of("-o", RESULTS));
    line.addAll(List.of("--color", look.color() ? "always" : "never"));
    line.addAll(options);
    return line;
  }
}
