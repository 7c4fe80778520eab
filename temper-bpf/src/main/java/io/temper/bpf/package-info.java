/** Loads, attaches, reconfigures and observes the BPF scheduler through libbpf. */
@NullMarked
@StableApi
package io.temper.bpf;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;
