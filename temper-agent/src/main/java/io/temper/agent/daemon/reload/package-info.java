/**
 * The configuration that a running agent follows, while its files change, and where each value of
 * it comes from.
 */
@NullMarked
package io.temper.agent.daemon.reload;

import org.jspecify.annotations.NullMarked;
