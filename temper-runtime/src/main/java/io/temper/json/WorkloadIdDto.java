package io.temper.json;

import static io.temper.json.Absent.require;

import io.temper.workload.WorkloadId;

/** The name of a workload as it is written. */
record WorkloadIdDto(String namespace, String name, String uid) {
  /** Refuses what is absent. */
  WorkloadIdDto {
    require("namespace", namespace);
    require("name", name);
    require("uid", uid);
  }

  static WorkloadIdDto of(WorkloadId id) {
    return new WorkloadIdDto(id.namespace(), id.name(), id.uid());
  }

  WorkloadId toDomain() {
    return new WorkloadId(namespace, name, uid);
  }
}
