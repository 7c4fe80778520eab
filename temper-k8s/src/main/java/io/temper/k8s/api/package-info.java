/**
 * The API server: questions and answers, nothing of what they mean. The only place that knows the client
 * library. Each failure says what was asked for, what went wrong, and what to do about it.
 */
@NullMarked
@EvolvingApi
package io.temper.k8s.api;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
