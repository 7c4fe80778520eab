/** Loads, attaches, reconfigures and observes the BPF scheduler through libbpf. */
@NullMarked
package io.temper.bpf;

import org.jspecify.annotations.NullMarked;
