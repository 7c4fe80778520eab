/**
 * The running agent: the control loop of {@code io.temper.runtime} with its threads, its files and its
 * control socket. Ports come in from the wiring, so tests run it whole over a fake host.
 */
@NullMarked
package io.temper.agent.daemon;

import org.jspecify.annotations.NullMarked;
