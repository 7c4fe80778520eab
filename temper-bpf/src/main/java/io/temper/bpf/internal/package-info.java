/** What the rooms of the native side share: checked resources. */
@NullMarked
@InternalApi
package io.temper.bpf.internal;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
