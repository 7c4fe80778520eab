/**
 * When to attach again after the scheduler ended or could not be attached: a budget, and a circuit
 * breaker when it is spent, so that there is never an endless loop. Pure but for the memory that
 * outlives the agent.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.restart;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
