/** Tests of what the commands answer. */
@NullMarked
package io.temper.agent.report;

import org.jspecify.annotations.NullMarked;
