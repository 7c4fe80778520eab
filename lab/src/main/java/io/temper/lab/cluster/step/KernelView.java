package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.time.Duration;
import java.util.Locale;

/**
 * What the node's kernel says of its scheduler, at {@code /sys/kernel/sched_ext}.
 *
 * @param shell of the node
 */
record KernelView(NodeShell shell) {
  private static final String FOLDER = "/sys/kernel/sched_ext/";

  /** What the kernel calls a scheduler that is at work. */
  static final String ENABLED = "enabled";

  /** What it says when the stock scheduler is in charge. */
  static final String DISABLED = "disabled";

  /** Returns whether the node's CPUs are a program: many times slower than those of any node. */
  boolean isEmulated() {
    return !shell
        .read("/sys/devices/system/clocksource/clocksource0/available_clocksource")
        .contains("kvm-clock");
  }

  String state() {
    return shell.read(FOLDER + "state");
  }

  /** How often a scheduler was attached since the node booted. */
  int attachments() {
    return Integer.parseInt(shell.read(FOLDER + "enable_seq"));
  }

  String scheduler() {
    return shell.run("cat " + FOLDER + "root/ops 2> /dev/null").output().strip();
  }

  /**
   * Waits on the node itself until the kernel says so; it looks every few milliseconds and starts no process for it.
   *
   * @return whether it did in time
   */
  boolean await(String state, Duration patience) {
    String script = String.format(Locale.ROOT, """
        exec 5<> /run/temper-lab/never
        end=$((SECONDS + %d))
        read -r now < %sstate
        while [ "$now" != %s ]; do
          [ "$SECONDS" -lt "$end" ] || exit 1
          read -r -t 0.003 -u 5
          read -r now < %sstate
        done
        """, patience.toSeconds(), FOLDER, state, FOLDER);
    return shell.run(script).succeeded();
  }
}
