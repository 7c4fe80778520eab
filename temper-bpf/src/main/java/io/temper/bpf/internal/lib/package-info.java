/**
 * The native edge: the mapping of libbpf and of the four functions of the C library that go with
 * it, and the one class that calls them. Below: libbpf. Above: {@code internal.object}, which knows
 * handles but no error convention.
 */
@NullMarked
@InternalApi
package io.temper.bpf.internal.lib;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
