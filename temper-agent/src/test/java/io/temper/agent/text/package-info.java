/** Tests of the rendering. */
@NullMarked
package io.temper.agent.text;

import org.jspecify.annotations.NullMarked;
