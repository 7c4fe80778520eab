/**
 * What an agent is given: its settings and ports to workloads, plans, host, process and
 * orchestrator; and the list in which it keeps what it has started. Knows none of the other rooms.
 */
@NullMarked
package io.temper.agent.daemon.port;

import org.jspecify.annotations.NullMarked;
