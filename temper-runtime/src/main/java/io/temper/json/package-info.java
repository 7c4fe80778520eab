/**
 * Beside all stages. The wire formats: plans and topologies as JSON. In and out: values of {@code
 * plan} and {@code node}. The domain carries no annotations; records of this package translate both
 * ways, and names on the wire are spelled by hand, so that renaming a type changes no file.
 */
@NullMarked
package io.temper.json;

import org.jspecify.annotations.NullMarked;
