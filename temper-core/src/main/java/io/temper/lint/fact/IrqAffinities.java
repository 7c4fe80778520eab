package io.temper.lint.fact;

import java.util.List;

/**
 * Where interrupts are handled.
 *
 * @param irqs those that somebody has asked for, by number
 */
public record IrqAffinities(List<IrqAffinity> irqs) {
  /** Copies the list. */
  public IrqAffinities {
    irqs = List.copyOf(irqs);
  }
}
