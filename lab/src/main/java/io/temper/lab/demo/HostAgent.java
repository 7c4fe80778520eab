package io.temper.lab.demo;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent as a program of this host, which knows the options of what it measures.
 *
 * @param jars the agent
 */
record HostAgent(AgentJars jars) {
  /**
   * Asks whether a command understands its options, before minutes are spent on a machine. What is
   * wrong with them goes to standard error.
   *
   * @param command the agent's command that measures
   * @param options what the user wants to be measured
   * @return 0, or the exit code that the command would end with
   */
  int check(String command, List<String> options) {
    var line = new ArrayList<>(List.of(command, "--check"));
    line.addAll(options);
    return run(line);
  }

  /**
   * Runs a command of the agent on this host.
   *
   * @param arguments command and options
   * @return its exit code
   */
  int run(List<String> arguments) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    line.addAll(List.of("-cp", jars.hostClassPath(), AgentJars.MAIN));
    line.addAll(arguments);
    try {
      return new ProcessBuilder(line).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new LabException("cannot run " + line.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while the agent ran " + arguments.get(0), e);
    }
  }
}
