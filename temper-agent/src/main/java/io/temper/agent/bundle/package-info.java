/**
 * The archive that {@code temper doctor --bundle} writes: everything that it takes to understand a node
 * from afar, and no secret.
 */
@NullMarked
package io.temper.agent.bundle;

import org.jspecify.annotations.NullMarked;
