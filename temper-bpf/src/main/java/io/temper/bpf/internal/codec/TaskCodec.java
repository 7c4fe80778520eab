package io.temper.bpf.internal.codec;

import io.temper.bpf.internal.btf.Btf;
import io.temper.bpf.internal.btf.Btf.StructLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the scheduler remembers of one thread, {@code struct t_task}. That is no part of the contract
 * with the loader, so where its members lie is taken from the type information of the very object that
 * runs.
 */
public final class TaskCodec {
  private static final String STRUCT = "t_task";
  private static final String CONFIG = "cfg_gen";
  private static final String MEMBERSHIP = "cg_gen";
  private static final String CGROUP = "cgroup_id";
  private static final String LAYER = "layer";

  private final StructLayout layout;

  private TaskCodec(StructLayout layout) {
    this.layout = layout;
  }

  /**
   * Finds the struct.
   *
   * @param types the type information of the scheduler's object
   * @return empty if it does not remember the layers of threads in a way that is known here
   */
  public static Optional<TaskCodec> of(Btf types) {
    return types
        .layoutOf(STRUCT)
        .filter(found ->
            found.offsets().keySet().containsAll(List.of(CONFIG, MEMBERSHIP, CGROUP, LAYER)))
        .map(TaskCodec::new);
  }

  /** Returns the size of a value in bytes. */
  public int size() {
    return layout.size();
  }

  /** Returns the generation of the configuration by which the layer was looked up. */
  public long configGeneration(ByteBuffer in) {
    return in.getLong(layout.offset(CONFIG));
  }

  /** Returns the generation of members and notes by which the layer was looked up. */
  public long membershipGeneration(ByteBuffer in) {
    return in.getLong(layout.offset(MEMBERSHIP));
  }

  /** Returns the kernel's number of the control group by which the layer was looked up. */
  public long cgroupId(ByteBuffer in) {
    return in.getLong(layout.offset(CGROUP));
  }

  /** Returns the place of the layer. */
  public int layer(ByteBuffer in) {
    return in.getInt(layout.offset(LAYER));
  }
}
