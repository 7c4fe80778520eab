package io.temper.k8s.report;

/**
 * The kernel of a node.
 *
 * @param release such as {@code 6.18.15}
 * @param featureLevel what its sched_ext offers, {@code FL0} or higher, or {@code none}; empty if that could
 *     not be told
 */
public record NodeKernel(String release, String featureLevel) {}
