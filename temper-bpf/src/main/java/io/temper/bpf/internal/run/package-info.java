/**
 * What happens while a scheduler is attached: publishing, reading what it counted, telling it that
 * we live, hearing that it ended. In: {@code internal.object} and {@code internal.codec}. Out:
 * {@code SchedExtScheduler}.
 */
@NullMarked
@InternalApi
package io.temper.bpf.internal.run;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
