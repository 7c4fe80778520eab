/** What the actuator and Micrometer tell of Temper in an application. */
@NullMarked
@EvolvingApi
package io.temper.spring.actuate;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
