package io.temper.lab.demo;

import io.temper.lab.vm.VmSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo as a command in the guest.
 *
 * @param jars the agent
 * @param options what the user wants to be measured
 * @param look how the user's terminal shows text
 */
record GuestDemo(AgentJars jars, List<String> options, Look look) {
  private static final String RESULTS = "/results";

  /**
   * What a terminal can show.
   *
   * @param unicode characters outside ASCII
   * @param color colours
   */
  record Look(boolean unicode, boolean color) {}

  GuestDemo {
    options = List.copyOf(options);
  }

  /** Returns the machine's task; the reports end up in {@code results}. */
  VmSpec.Builder task(Path results) {
    VmSpec.Builder builder = VmSpec.of(command()).results(results);
    jars.payloads().forEach(builder::payload);
    return builder;
  }

  private List<String> command() {
    var line = new ArrayList<String>();
    line.addAll(List.of("env", look.unicode() ? "LC_ALL=C.UTF-8" : "LC_ALL=C"));
    line.addAll(List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED"));
    line.addAll(
        List.of("-cp", jars.guestClassPath(), AgentJars.MAIN, "demo", "--here", "-o", RESULTS));
    line.addAll(List.of("--color", look.color() ? "always" : "never"));
    line.addAll(options);
    return line;
  }
}
