/** Stage 2 of 3. Boots a kernel in QEMU, runs one command in it, brings its results back. */
@NullMarked
package io.temper.lab.vm;

import org.jspecify.annotations.NullMarked;
