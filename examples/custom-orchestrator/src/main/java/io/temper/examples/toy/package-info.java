/** An adapter for a toy platform that keeps its jobs as files in a folder of each node. */
@NullMarked
package io.temper.examples.toy;

import org.jspecify.annotations.NullMarked;
