/** The commands of the lab: options in, text, JSON and exit codes out. */
@NullMarked
package io.temper.lab.cli;

import org.jspecify.annotations.NullMarked;
