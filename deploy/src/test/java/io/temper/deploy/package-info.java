/** The Helm chart as a user gets it: rendered by Helm, and given to an API server. */
@NullMarked
package io.temper.deploy;

import org.jspecify.annotations.NullMarked;
