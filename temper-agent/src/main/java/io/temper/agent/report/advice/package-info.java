/**
 * What should be written differently than it is, and why: what breaks a rule, requests that do not
 * fit what is used, old names.
 */
@NullMarked
package io.temper.agent.report.advice;

import org.jspecify.annotations.NullMarked;
