/**
 * What the commands answer, as JSON. Every document starts with {@code apiVersion} and {@code kind};
 * names on the wire are spelled by hand here, so renaming a type changes no output.
 */
@NullMarked
package io.temper.agent.json;

import org.jspecify.annotations.NullMarked;
