/**
 * What the service manager hears of the agent, in the protocol of {@code sd_notify(3)}. It needs a
 * datagram socket of the Unix family, which Java does not have, so it is called in the C library. Knows
 * the status of the agent, not its parts.
 */
@NullMarked
package io.temper.agent.systemd;

import org.jspecify.annotations.NullMarked;
