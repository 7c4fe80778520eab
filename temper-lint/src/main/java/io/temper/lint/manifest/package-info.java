/** Rules that look at workloads alone, as somebody wrote them. */
@NullMarked
@InternalApi
package io.temper.lint.manifest;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
