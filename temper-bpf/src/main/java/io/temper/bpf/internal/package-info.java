/** What the rooms of the native side share: checked resources. */
@NullMarked
package io.temper.bpf.internal;

import org.jspecify.annotations.NullMarked;
