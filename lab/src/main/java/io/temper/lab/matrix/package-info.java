/** The conformance matrix: its rows, the results of runs, and the page that shows them. */
@NullMarked
package io.temper.lab.matrix;

import org.jspecify.annotations.NullMarked;
