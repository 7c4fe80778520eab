/**
 * Mode node: the control loop and the scheduler in this process, for appliances. What needs no agent is public
 * in {@code temper-runtime} and {@code temper-bpf}; here it is put together.
 */
@NullMarked
@EvolvingApi
package io.temper.spring.node;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
