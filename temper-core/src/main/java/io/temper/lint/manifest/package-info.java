/** Rules that look at workloads alone, as somebody wrote them. */
@NullMarked
package io.temper.lint.manifest;

import org.jspecify.annotations.NullMarked;
