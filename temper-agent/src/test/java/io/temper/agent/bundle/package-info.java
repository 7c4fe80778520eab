/** Tests of what the commands answer. */
@NullMarked
package io.temper.agent.bundle;

import org.jspecify.annotations.NullMarked;
