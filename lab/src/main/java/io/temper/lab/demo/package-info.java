/**
 * {@code temper demo} and the benchmarks for a host that shall not or cannot run them itself: in a
 * virtual machine with a kernel that has sched_ext. What is measured is the agent's business; here it
 * is only taken there and back.
 */
@NullMarked
package io.temper.lab.demo;

import org.jspecify.annotations.NullMarked;
