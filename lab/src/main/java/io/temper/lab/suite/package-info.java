/** Stage 3 of 3. Finds the tests tagged "kernel", runs them in a machine, reads their reports. */
@NullMarked
package io.temper.lab.suite;

import org.jspecify.annotations.NullMarked;
