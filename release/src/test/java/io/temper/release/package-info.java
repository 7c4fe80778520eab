/** What is published, held to what is promised of it: marks of the API, POMs, sizes. */
@NullMarked
package io.temper.release;

import org.jspecify.annotations.NullMarked;
