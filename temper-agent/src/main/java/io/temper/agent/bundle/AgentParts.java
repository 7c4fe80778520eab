package io.temper.agent.bundle;

import io.temper.agent.control.ControlClient;
import io.temper.agent.json.EffectiveConfigJson;
import io.temper.agent.json.StatusJson;
import io.temper.agent.json.WorkloadRulesJson;
import io.temper.agent.report.input.InputException;
import io.temper.json.ConfigToml;
import io.temper.json.WorkloadsToml;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.SourceSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the agent of a host says of itself, and what its files say of it.
 *
 * @param config its configuration, which may be missing
 * @param isGiven whether somebody named that file, so that it must be there
 * @param socket where it answers
 * @param proc where proc is mounted
 */
public record AgentParts(Path config, boolean isGiven, Path socket, Path proc) {

  /** Returns the parts. */
  public List<BundlePart> parts() {
    var client = new ControlClient(socket);
    return List.of(
        new BundlePart("agent/status.json", "what the agent does, and why", client::status),
        new BundlePart(
            "agent/last-exit.json",
            "how the scheduler ended last, with the kernel's dump",
            client::lastExit),
        new BundlePart(
            "agent/process.txt", "the agent's process: memory, threads, privileges", this::process),
        new BundlePart("agent/config.json", "the configuration, key by key", this::configuration),
        new BundlePart("agent/workloads.json", "the rules of the workload file", this::workloads),
        new BundlePart(
            "agent/audit.jsonl",
            "the end of the audit log: changes of state and of safe mode",
            () -> Tail.of(auditFile())));
  }

  /** Returns the text of the configuration, in which secrets are looked for; empty if it has none. */
  public String configurationText() {
    try {
      return Files.isRegularFile(config) ? Files.readString(config) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private AgentConfig read() {
    if (Files.exists(config) && !Files.isRegularFile(config)) {
      // Reading a pipe may wait for ever, and would take what is meant for somebody else.
      throw new InputException(
          config + " is no regular file, and a bundle reads no other; name one with --config");
    }
    return isGiven ? ConfigToml.read(config) : ConfigToml.readIfThere(config);
  }

  private String configuration() {
    return EffectiveConfigJson.of(config.toString(), read());
  }

  private String workloads() {
    if (!(read().source() instanceof SourceSetting.File source)) {
      throw new InputException("the configuration names no workload file");
    }
    return WorkloadRulesJson.of(source.path().toString(), WorkloadsToml.read(source.path()));
  }

  private Path auditFile() {
    AgentConfig read = read();
    Path file = read.audit().file();
    return file == null ? read.files().state().resolve("audit.jsonl") : file;
  }

  private String process() throws IOException {
    long pid = StatusJson.read(new ControlClient(socket).status()).agent().pid();
    return Files.readString(proc.resolve(pid + "/status"));
  }
}
