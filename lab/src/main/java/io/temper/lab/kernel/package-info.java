/** Stage 1 of 3. Which kernels are to be had, and how one gets into the cache. */
@NullMarked
package io.temper.lab.kernel;

import org.jspecify.annotations.NullMarked;
