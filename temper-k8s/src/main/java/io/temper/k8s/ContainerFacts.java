package io.temper.k8s;

/**
 * What is read of one container, main or init.
 *
 * @param name its name
 * @param image its image reference; empty if none is given
 * @param restartsAlways whether it is an init container with {@code restartPolicy: Always}, that is a
 *     sidecar
 * @param specified its resources as asked for
 * @param granted its resources as the kubelet reports them
 * @param id what the container runtime calls it, {@code status…containerID} without the runtime's name;
 *     empty while it was never started
 */
record ContainerFacts(
    String name,
    String image,
    boolean restartsAlways,
    ResourceFacts specified,
    GrantedFacts granted,
    String id) {}
