/** Tests of the JSON documents. */
@NullMarked
package io.temper.agent.json;

import org.jspecify.annotations.NullMarked;
