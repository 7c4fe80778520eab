/** Debian's packages without a Debian installer: the mirror, the index, downloads, unpacking. */
@NullMarked
package io.temper.lab.debian;

import org.jspecify.annotations.NullMarked;
