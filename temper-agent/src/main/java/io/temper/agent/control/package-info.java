/**
 * The control socket: a unix socket by which commands on this host talk to the running agent. One line
 * of JSON in, one document out. Its protocol is documented in {@code docs/operations.md}.
 */
@NullMarked
package io.temper.agent.control;

import org.jspecify.annotations.NullMarked;
