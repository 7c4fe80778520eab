package io.temper.json;

import static io.temper.json.Absent.requireList;

import io.temper.plan.WorkloadSample;
import java.util.List;

/** Some of many workloads as they are written. */
record WorkloadSampleDto(int total, List<WorkloadIdDto> first) {
  /** Refuses what is absent. */
  WorkloadSampleDto {
    first = requireList("first", first);
  }

  static WorkloadSampleDto of(WorkloadSample sample) {
    return new WorkloadSampleDto(
        sample.total(), sample.first().stream().map(WorkloadIdDto::of).toList());
  }

  WorkloadSample toDomain() {
    return new WorkloadSample(total, first.stream().map(WorkloadIdDto::toDomain).toList());
  }
}
