/**
 * What the node does right now, and why: one value for commands, metrics, logs and JSON alike.
 */
@NullMarked
package io.temper.runtime.status;

import org.jspecify.annotations.NullMarked;
