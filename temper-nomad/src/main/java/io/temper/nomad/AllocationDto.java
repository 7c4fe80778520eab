package io.temper.nomad;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An allocation as {@code /v1/node/:node_id/allocations} tells of it; any field may be missing. */
record AllocationDto(
    @JsonProperty("ID") @Nullable String id,
    @JsonProperty("Namespace") @Nullable String namespace,
    @JsonProperty("Name") @Nullable String name,
    @JsonProperty("TaskGroup") @Nullable String taskGroup,
    @JsonProperty("DesiredStatus") @Nullable String desiredStatus,
    @JsonProperty("ClientStatus") @Nullable String clientStatus,
    @JsonProperty("Job") @Nullable Job job,
    @JsonProperty("AllocatedResources") @Nullable Allocated allocated,
    @JsonProperty("TaskStates") @Nullable Map<String, @Nullable TaskState> taskStates) {

  record Job(
      @JsonProperty("Type") @Nullable String type,
      @JsonProperty("Priority") @Nullable Integer priority,
      @JsonProperty("Meta") @Nullable Map<String, @Nullable String> meta,
      @JsonProperty("TaskGroups") @Nullable List<@Nullable Group> groups) {}

  record Group(
      @JsonProperty("Name") @Nullable String name,
      @JsonProperty("Meta") @Nullable Map<String, @Nullable String> meta,
      @JsonProperty("Tasks") @Nullable List<@Nullable Task> tasks) {}

  /** The configuration of a driver is whatever that driver takes. */
  record Task(
      @JsonProperty("Name") @Nullable String name,
      @JsonProperty("Driver") @Nullable String driver,
      @JsonProperty("Config") @Nullable Map<String, @Nullable Object> config,
      @JsonProperty("Meta") @Nullable Map<String, @Nullable String> meta,
      @JsonProperty("Lifecycle") @Nullable Lifecycle lifecycle,
      @JsonProperty("Resources") @Nullable Asked asked) {}

  /** When a task runs, as seen from those that have none. */
  record Lifecycle(
      @JsonProperty("Hook") @Nullable String hook,
      @JsonProperty("Sidecar") @Nullable Boolean sidecar) {}

  /** What a job asks for. */
  record Asked(
      @JsonProperty("CPU") @Nullable Long cpu,
      @JsonProperty("Cores") @Nullable Integer cores,
      @JsonProperty("MemoryMB") @Nullable Long memoryMb,
      @JsonProperty("MemoryMaxMB") @Nullable Long memoryMaxMb) {}

  record Allocated(@JsonProperty("Tasks") @Nullable Map<String, @Nullable Given> tasks) {}

  /** What a task was given. */
  record Given(
      @JsonProperty("Cpu") @Nullable Cpu cpu,
      @JsonProperty("Memory") @Nullable Memory memory) {}

  record Cpu(
      @JsonProperty("CpuShares") @Nullable Long shares,
      @JsonProperty("ReservedCores") @Nullable List<@Nullable Integer> reservedCores) {}

  record Memory(
      @JsonProperty("MemoryMB") @Nullable Long mb,
      @JsonProperty("MemoryMaxMB") @Nullable Long maxMb) {}

  record TaskState(@JsonProperty("State") @Nullable String state) {}
}
