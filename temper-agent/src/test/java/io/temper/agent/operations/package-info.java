/** {@code docs/operations.md}, executed. */
@NullMarked
package io.temper.agent.operations;

import org.jspecify.annotations.NullMarked;
