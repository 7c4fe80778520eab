/**
 * The running agent: the control loop of {@code io.temper.runtime}, put together with its control socket
 * and with what is in the rooms of this package. Ports come in from the wiring, so tests run it whole
 * over a fake host.
 */
@NullMarked
package io.temper.agent.daemon;

import org.jspecify.annotations.NullMarked;
