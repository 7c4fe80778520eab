package io.temper.lint.fact;

import java.util.List;

/**
 * The Java virtual machines of a node.
 *
 * @param jvms by process
 */
public record JvmProcesses(List<JvmProcess> jvms) {
  /** Copies the list. */
  public JvmProcesses {
    jvms = List.copyOf(jvms);
  }
}
