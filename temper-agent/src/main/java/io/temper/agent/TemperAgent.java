package io.temper.agent;

import io.temper.agent.cli.console.Console;

/** The main class of the command line. */
public final class TemperAgent {

  private TemperAgent() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(AgentWiring.commandLine(Console.ofProcess()).run(args));
  }
}
