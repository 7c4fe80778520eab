/**
 * A real API server for tests: etcd and kube-apiserver as processes of this machine. Where the two programs
 * are looked for, and how to get them: {@code docs/lab.md}.
 */
@NullMarked
@EvolvingApi
package io.temper.testkit.cluster;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
