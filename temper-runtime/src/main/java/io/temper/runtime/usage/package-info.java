/**
 * Watches what the containers of a node use and want, and keeps it over a restart. In: readings of the
 * host, through functions. Out: {@link io.temper.rightsize.UsageHistory}, one per container.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.usage;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
