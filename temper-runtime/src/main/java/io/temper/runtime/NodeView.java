package io.temper.runtime;

import io.temper.runtime.status.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * All that a node knows at one moment, for questions about single control groups. Its parts belong to the
 * same cycle of the loop.
 *
 * @param status what the node does, with the last complete plan
 * @param workloads what that plan was made of; null before the first plan
 * @param inForce what the kernel goes by; null while no plan is enforced
 */
public record NodeView(
    NodeStatus status,
    @Nullable NodeWorkloads workloads,
    @Nullable InForce inForce) {}
