/**
 * The ports. What the pure stages need from the world and give to it: adapters in other modules
 * implement these interfaces and never see each other. Nothing inside the core uses them.
 *
 * <p>Each port has a contract test and a fake in the test kit.
 */
@NullMarked
@StableApi
package io.temper.spi;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;
