/**
 * The life of a BPF object as types: {@link io.temper.bpf.internal.object.OpenBpfObject} (parsed;
 * constants may be set), {@link io.temper.bpf.internal.object.LoadedBpfObject} (in the kernel; maps
 * and shared memory), {@link io.temper.bpf.internal.object.BpfLink} (attached; closing detaches).
 * Below: {@code internal.lib}. Above: {@code SchedExtLoader}. No pointer leaves this package, and
 * every use after close is an {@link java.lang.IllegalStateException}.
 */
@NullMarked
@InternalApi
package io.temper.bpf.internal.object;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
