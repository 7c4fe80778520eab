/**
 * Before stage 1 of 7. Turns Kubernetes pods into workloads. In: what {@code kubectl get pods} prints
 * ({@link io.temper.k8s.PodListReader}) or pods that a fabric8 client delivered ({@link
 * io.temper.k8s.KubernetesPods}). Out: a {@link io.temper.k8s.PodList} of {@code workload} values.
 *
 * <p>Both readers make the same neutral facts of a pod, and one place turns those into a workload.
 * What is read of a pod, and how: {@code docs/kubernetes.md}.
 */
@NullMarked
@EvolvingApi
package io.temper.k8s;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
