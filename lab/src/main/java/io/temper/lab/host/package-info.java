/** What the lab needs of the machine it runs on: a cache, programs, a place for progress. */
@NullMarked
package io.temper.lab.host;

import org.jspecify.annotations.NullMarked;
