/**
 * Questions to a host, each a small reader below a root directory, so that tests ask a tree of
 * files. In: files of /sys and /proc, the object file, libbpf. Out: {@link io.temper.bpf.Check}s.
 * Nothing here throws: what cannot be read is an answer of its own.
 */
@NullMarked
@InternalApi
package io.temper.bpf.internal.probe;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
