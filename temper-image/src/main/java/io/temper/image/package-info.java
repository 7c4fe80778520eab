/**
 * Builds the container image of the agent: the trees of its layers from Debian packages, the JDK and the
 * archive that hosts install, and from those an OCI archive and its bill of materials.
 */
@NullMarked
package io.temper.image;

import org.jspecify.annotations.NullMarked;
