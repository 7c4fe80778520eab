/**
 * The demo's hands on the machine: a cgroup tree as a kubelet makes it, processes inside it, the
 * real-time class, and what the kernel says about itself. Every reader takes a root.
 */
@NullMarked
package io.temper.agent.demo.node;

import org.jspecify.annotations.NullMarked;
