/** What the kernel counts meanwhile: runs and time of BPF programs, switches, wake-ups, interrupts. */
@NullMarked
package io.temper.agent.bench.cost;

import org.jspecify.annotations.NullMarked;
