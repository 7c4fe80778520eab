/**
 * What was seen of a container: counters read twice ({@link io.temper.rightsize.usage.UsageReading}) make
 * the sample of a window ({@link io.temper.rightsize.usage.UsageSample}), which histories are made of. Pure.
 */
@NullMarked
@EvolvingApi
package io.temper.rightsize.usage;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
