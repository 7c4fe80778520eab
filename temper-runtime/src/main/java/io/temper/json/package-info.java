/** The wire formats: plans, configurations and reports as JSON. */
@NullMarked
package io.temper.json;

import org.jspecify.annotations.NullMarked;
