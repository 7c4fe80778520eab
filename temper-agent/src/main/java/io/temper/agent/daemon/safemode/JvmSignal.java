package io.temper.agent.daemon.safemode;

import java.util.Map;

/**
 * Whether the JVM sends SIGUSR2 to itself. HotSpot's flight recorder does, dozens of times a second, to hold
 * the threads that it looks at, unless the variable {@code _JAVA_SR_SIGNUM} gives it another signal. Who
 * hears such a signal cannot tell it from one that a person sent.
 */
final class JvmSignal {
  private static final int USR2 = 12;
  private static final int LEAST = 12;
  private static final int MOST = 64;

  private JvmSignal() {}

  /** Returns whether a SIGUSR2 may be the JVM's own. */
  static boolean mayBeUsr2() {
    return !isElsewhere(System.getenv()) && isRecorderThere();
  }

  /** The JVM passes over a value that it does not understand, and keeps SIGUSR2. */
  static boolean isElsewhere(Map<String, String> variables) {
    try {
      int number = Integer.parseInt(variables.getOrDefault("_JAVA_SR_SIGNUM", ""));
      return number >= LEAST && number <= MOST && number != USR2;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Once it was there it may record at any time. A Java without it sends no such signals. */
  private static boolean isRecorderThere() {
    try {
      return Boolean.TRUE.equals(
          Class.forName("jdk.jfr.FlightRecorder").getMethod("isInitialized").invoke(null));
    } catch (ClassNotFoundException e) {
      return false;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return true;
    }
  }
}
