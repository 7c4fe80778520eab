/**
 * {@code temper demo}: the main job on real input. A real service with its client and greedy batch
 * run as pods in a cgroup tree as a kubelet makes it, planned and enforced by Temper, and measured
 * against the stock scheduler and the real-time class.
 *
 * <p>{@code measure} counts, {@code node} has its hands on the machine, {@code load} runs in the
 * pods, {@code report} shows; this package puts them together.
 */
@NullMarked
package io.temper.agent.demo;

import org.jspecify.annotations.NullMarked;
