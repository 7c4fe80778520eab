/**
 * {@code temper demo} for a host that shall not or cannot run it itself: in a virtual machine with a
 * kernel that has sched_ext. The demo itself is the agent's; here it is only taken there and back.
 */
@NullMarked
package io.temper.lab.demo;

import org.jspecify.annotations.NullMarked;
