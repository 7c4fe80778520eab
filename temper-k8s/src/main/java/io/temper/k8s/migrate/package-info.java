/**
 * What of a cluster, or of manifests, still uses names that Temper had before, and the commands that change
 * it. Reads, and changes nothing. In: objects of Kubernetes, whatever their kind. Out: a {@link
 * io.temper.k8s.migrate.MigrationReport}.
 */
@NullMarked
@EvolvingApi
package io.temper.k8s.migrate;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
