package io.temper.agent;

import java.util.Arrays;

/**
 * The main class of the command line where a script starts it whose first line names {@code java}: the
 * kernel puts the path of the script before what the user wrote. So an image needs no shell.
 */
public final class ScriptMain {

  private ScriptMain() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the path of the script, the command and its options
   */
  public static void main(String[] args) {
    TemperAgent.main(Arrays.copyOfRange(args, Math.min(1, args.length), args.length));
  }
}
