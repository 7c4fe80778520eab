/**
 * The files of a bpffs that keep a scheduler beyond its process. Below: {@code internal.object} and
 * {@code internal.lib}.
 */
@NullMarked
package io.temper.bpf.internal.pin;

import org.jspecify.annotations.NullMarked;
