/** The root of what all stages share: the exception type and the marks of the public interface. */
@NullMarked
package io.temper;

import org.jspecify.annotations.NullMarked;
