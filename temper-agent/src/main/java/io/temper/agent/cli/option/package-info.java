/** Options that several commands share, and the words that they take. */
@NullMarked
package io.temper.agent.cli.option;

import org.jspecify.annotations.NullMarked;
