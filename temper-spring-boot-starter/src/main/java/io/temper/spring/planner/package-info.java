/** Mode planner: pure functions as beans. */
@NullMarked
@EvolvingApi
package io.temper.spring.planner;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
