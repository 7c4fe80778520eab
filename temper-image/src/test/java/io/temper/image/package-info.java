/** The image as a cluster gets it: read as an archive, and run from an unpacked tree. */
@NullMarked
package io.temper.image;

import org.jspecify.annotations.NullMarked;
