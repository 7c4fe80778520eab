/**
 * Drawing and writing for people, whatever the figures mean: SVG elements, axes, colours, numbers,
 * and the page around them. Read by {@code demo} and {@code bench}; pure.
 */
@NullMarked
package io.temper.agent.chart;

import org.jspecify.annotations.NullMarked;
