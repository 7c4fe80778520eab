/** Contract tests, fakes and generators for those who implement or embed Temper. */
@NullMarked
package io.temper.testkit;

import org.jspecify.annotations.NullMarked;
