/** What the actuator and Micrometer tell of Temper in an application. */
@NullMarked
package io.temper.spring.actuate;

import org.jspecify.annotations.NullMarked;
