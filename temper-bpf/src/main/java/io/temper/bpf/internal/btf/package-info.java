/**
 * Reads the kernel's own description of its types (BTF), to say before loading what a kernel lacks.
 * In: the bytes of {@code /sys/kernel/btf/vmlinux}. Out: {@link io.temper.bpf.internal.btf.Btf}. No
 * native code, no file access.
 */
@NullMarked
@InternalApi
package io.temper.bpf.internal.btf;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
