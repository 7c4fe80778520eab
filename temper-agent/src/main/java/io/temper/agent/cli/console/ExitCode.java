package io.temper.agent.cli.console;

/** What a command tells the shell. Documented in {@code docs/cli.md}; part of the interface. */
public enum ExitCode {
  /** Done; for a question: yes. */
  OK(0),
  /** Failed; for a question: no. */
  FAILURE(1),
  /** The command was not understood or its input is wrong; for a question: could not find out. */
  USAGE(2),
  /** Nobody reads the result any more: what a shell tells of whoever SIGPIPE (13) ended. */
  UNREAD(128 + 13);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** Returns the number that the process ends with. */
  public int number() {
    return number;
  }
}
