/** The sample application of the Spring Boot starter on a real kernel. */
@NullMarked
package io.temper.agent.shop;

import org.jspecify.annotations.NullMarked;
