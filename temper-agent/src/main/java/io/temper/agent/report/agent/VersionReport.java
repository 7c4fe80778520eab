package io.temper.agent.report.agent;

/**
 * Which Temper this is. A part that is not in the box, or not known, is "unknown".
 *
 * @param version the version of the agent, as its build file says
 * @param commit the commit of the checkout that it runs from
 * @param abiHash the hash of the contract between the loader and the BPF object
 * @param objectSha256 the SHA-256 of the BPF object in the box
 * @param objectCompiler the compiler that made it
 * @param libbpf the version of the libbpf in the box, for this machine's architecture
 * @param java the Java version that it runs on
 */
public record VersionReport(
    String version,
    String commit,
    String abiHash,
    String objectSha256,
    String objectCompiler,
    String libbpf,
    String java) {

  /** What stands for a part that is not known. */
  public static final String UNKNOWN = "unknown";
}
