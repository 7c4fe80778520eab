/** The archive as a user gets it. */
@NullMarked
package io.temper.dist;

import org.jspecify.annotations.NullMarked;
