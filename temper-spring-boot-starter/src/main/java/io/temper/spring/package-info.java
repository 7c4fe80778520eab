/**
 * Temper in a Spring Boot application: what an application sees. {@link io.temper.spring.ThreadGroups} is
 * what it calls, {@link io.temper.spring.TemperProperties} what it configures, {@link
 * io.temper.spring.TemperRole} what became of it.
 */
@NullMarked
@StableApi
package io.temper.spring;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;
