/**
 * Turns values into lines for people: tables, tones, glyphs. Computes nothing and writes nowhere;
 * what is written where is decided by {@code io.temper.agent.cli}.
 */
@NullMarked
package io.temper.agent.text;

import org.jspecify.annotations.NullMarked;
