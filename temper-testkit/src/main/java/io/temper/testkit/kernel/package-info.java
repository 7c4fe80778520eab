/** What a test tagged "kernel" says of itself, so that the lab can boot the right machine and keep its results. */
@NullMarked
package io.temper.testkit.kernel;

import org.jspecify.annotations.NullMarked;
