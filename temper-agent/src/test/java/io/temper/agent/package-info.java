/** Tests of the application as a whole: wiring, launcher, architecture. */
@NullMarked
package io.temper.agent;

import org.jspecify.annotations.NullMarked;
