/** The application: the only place that names the adapters together. */
@NullMarked
package io.temper.agent;

import org.jspecify.annotations.NullMarked;
