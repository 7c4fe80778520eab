/** A shop: a checkout that customers wait for, and a report that nobody waits for, in one process. */
@NullMarked
package io.temper.examples.shop;

import org.jspecify.annotations.NullMarked;
