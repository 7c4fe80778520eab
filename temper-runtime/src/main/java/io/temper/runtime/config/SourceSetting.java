package io.temper.runtime.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the workloads of the node come from. */
public sealed interface SourceSetting {

  /**
   * Reads what a user wrote.
   *
   * @param text for example {@code file:/etc/temper/workloads.toml} or {@code kubernetes:node-1}
   * @return the source
   * @throws IllegalArgumentException if there is no such source
   */
  static SourceSetting parse(String text) {
    if (text.equals(Kubernetes.NAME)) {
      return new Kubernetes("");
    }
    if (text.startsWith(Kubernetes.NAME + ":")) {
      return new Kubernetes(Kubernetes.requireName(text.substring(Kubernetes.NAME.length() + 1)));
    }
    if (text.equals(Nomad.NAME)) {
      return new Nomad("");
    }
    if (text.startsWith(Nomad.NAME + ":")) {
      return new Nomad(Nomad.requireId(text.substring(Nomad.NAME.length() + 1)));
    }
    if (text.equals(Systemd.NAME)) {
      return new Systemd();
    }
    if (!text.startsWith(File.PREFIX) || text.length() == File.PREFIX.length()) {
      throw new IllegalArgumentException("there is no source '" + text + "'");
    }
    return new File(ConfigTypes.absoluteFile(text.substring(File.PREFIX.length())));
  }

  /**
   * Returns the source as a user writes it.
   *
   * @return what {@link #parse} reads
   */
  String text();

  /**
   * A workload file, for a host that no orchestrator manages.
   *
   * @param path an absolute path
   */
  record File(Path path) implements SourceSetting {
    static final String PREFIX = "file:";

    @Override
    public String text() {
      return PREFIX + path;
    }
  }

  /** The units of the systemd of this host. */
  record Systemd() implements SourceSetting {
    static final String NAME = "systemd";

    @Override
    public String text() {
      return NAME;
    }
  }

  /**
   * The API server of a Kubernetes cluster, for a node of it.
   *
   * @param node the node's name; empty if the environment names it
   */
  record Kubernetes(String node) implements SourceSetting {
    static final String NAME = "kubernetes";

    private static final Pattern NODE = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");

    /**
     * Checks the name of a node: it becomes a part of addresses.
     *
     * @param node what a user wrote
     * @return the same
     * @throws IllegalArgumentException if no node can have that name
     */
    public static String requireName(String node) {
      if (!NODE.matcher(node).matches()) {
        throw new IllegalArgumentException(
            "'" + node + "' is no name of a node: it has small letters,"
                + " digits, dashes and dots, as kubectl get nodes prints it");
      }
      return node;
    }

    @Override
    public String text() {
      return node.isEmpty() ? NAME : NAME + ":" + node;
    }
  }

  /**
   * The local client of Nomad.
   *
   * @param node the whole id of the node; empty if the local client shall say
   */
  record Nomad(String node) implements SourceSetting {
    static final String NAME = "nomad";

    private static final Pattern ID =
        Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /**
     * Checks the id of a node: it becomes a part of addresses.
     *
     * @param node what a user wrote
     * @return the same
     * @throws IllegalArgumentException if no node can have that id
     */
    public static String requireId(String node) {
      if (!ID.matcher(node).matches()) {
        throw new IllegalArgumentException("'" + node + "' is no id of a node: give all 36"
            + " characters, as nomad node status -self -verbose prints it");
      }
      return node;
    }

    @Override
    public String text() {
      return node.isEmpty() ? NAME : NAME + ":" + node;
    }
  }
}
