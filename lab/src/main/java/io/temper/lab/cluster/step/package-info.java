/** What is shown on a real cluster, step by step, in the order in which an operator lives through it. */
@NullMarked
package io.temper.lab.cluster.step;

import org.jspecify.annotations.NullMarked;
