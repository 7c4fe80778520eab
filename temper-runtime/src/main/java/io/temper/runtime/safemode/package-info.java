/**
 * Safe mode: the node runs its stock scheduler for as long as anybody asks for it. Entering works
 * whatever else hangs, and nothing here plans, waits or takes a lock.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.safemode;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
