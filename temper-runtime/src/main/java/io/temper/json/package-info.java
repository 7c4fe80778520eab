/**
 * Beside all stages. The documents: plans and topologies as JSON, files that people write as TOML. In
 * and out: values of {@code plan}, {@code node}, {@code workload} and {@code runtime.config}. The
 * domain carries no annotations; records of this package translate both ways, and names on the wire
 * are spelled by hand, so that renaming a type changes no file.
 */
@NullMarked
@EvolvingApi
package io.temper.json;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
