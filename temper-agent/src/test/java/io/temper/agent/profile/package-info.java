/** Thread profiles on a real kernel. */
@NullMarked
package io.temper.agent.profile;

import org.jspecify.annotations.NullMarked;
