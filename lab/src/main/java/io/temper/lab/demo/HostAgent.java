package io.temper.lab.demo;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent as a program of this host, which knows the options of the demo.
 *
 * @param jars the agent
 */
record HostAgent(AgentJars jars) {
  /**
   * Asks whether the demo understands its options, before minutes are spent on a machine. What is
   * wrong with them goes to standard error.
   *
   * @param options what the user wants to be measured
   * @return 0, or the exit code that the demo would end with
   */
  int check(List<String> options) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    line.addAll(List.of("-cp", jars.hostClassPath(), AgentJars.MAIN, "demo", "--check"));
    line.addAll(options);
    try {
      return new ProcessBuilder(line).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new LabException("cannot run " + line.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while the options of the demo were checked", e);
    }
  }
}
