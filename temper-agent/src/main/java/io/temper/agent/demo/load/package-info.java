/**
 * The programs that run inside the demo's pods: the closed-loop client of the service and the batch
 * job. Each is started as a process of its own; they know nothing of Temper.
 */
@NullMarked
package io.temper.agent.demo.load;

import org.jspecify.annotations.NullMarked;
