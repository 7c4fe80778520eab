/**
 * The files of a bpffs that keep a scheduler beyond its process. Below: {@code internal.object} and
 * {@code internal.lib}.
 */
@NullMarked
@InternalApi
package io.temper.bpf.internal.pin;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
