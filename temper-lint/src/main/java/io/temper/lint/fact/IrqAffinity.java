package io.temper.lint.fact;

import io.temper.node.CpuSet;

/**
 * Where one interrupt is handled.
 *
 * @param number the kernel's number of the interrupt
 * @param name what raises it, such as a network card's queue; empty if the kernel does not tell
 * @param cpus the CPUs that handle it
 */
public record IrqAffinity(int number, String name, CpuSet cpus) {}
