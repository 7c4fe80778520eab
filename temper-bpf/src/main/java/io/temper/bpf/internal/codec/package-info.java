/**
 * Byte layouts, each written down once: {@link io.temper.bpf.internal.codec.Abi} knows the offsets
 * that the C compiler chose, the codecs turn values into bytes and back. In: {@code
 * io.temper.kernel}. Out: buffers for maps, and {@code io.temper.observe}. Pure.
 */
@NullMarked
@InternalApi
package io.temper.bpf.internal.codec;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
