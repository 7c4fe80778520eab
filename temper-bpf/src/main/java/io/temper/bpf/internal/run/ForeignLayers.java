package io.temper.bpf.internal.run;

import io.temper.bpf.internal.btf.Btf;
import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.LayerName;
import io.temper.bpf.internal.codec.TaskCodec;
import io.temper.bpf.internal.codec.ThreadNoteCodec;
import io.temper.bpf.internal.object.ForeignObject;
import io.temper.bpf.internal.object.MappedRegion;
import io.temper.kernel.KernelLayer;
import io.temper.observe.ThreadLayer;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler of another process holds of the layers of single threads: their notes, and what it has
 * looked up for them. Both lie with the threads in the kernel, and neither is asked for by name: a thread
 * costs four system calls.
 */
public final class ForeignLayers {
  private static final String NOTES = "thread_notes";
  private static final String TASKS = "task_ctx";

  private final ForeignObject object;
  private final MappedRegion shared;
  private final ThreadNoteCodec notes;
  private final int membershipAt;
  private boolean isTypeAsked;
  private @Nullable TaskCodec tasks;

  /** Reads those of {@code object}, with which {@code shared} is shared. */
  public ForeignLayers(ForeignObject object, MappedRegion shared, Abi abi) {
    this.object = object;
    this.shared = shared;
    this.notes = new ThreadNoteCodec(abi);
    this.membershipAt = abi.offsetOf("t_shared", "control") + abi.offsetOf("t_control", "cg_gen");
  }

  /**
   * Reads some threads, in the terms of one configuration. What was looked up by another one, as one that
   * is published meanwhile, is not told.
   */
  public Map<Integer, ThreadLayer> of(Collection<Integer> tids, Publisher.InForce inForce) {
    var names = new HashMap<Long, String>();
    for (KernelLayer layer : inForce.config().layers()) {
      names.put(LayerName.hash(layer.name()), layer.name());
    }
    TaskCodec codec = tasks();
    var from = codec == null ? List.of(NOTES) : List.of(NOTES, TASKS);
    var found = new HashMap<Integer, ThreadLayer>();
    for (int tid : tids) {
      object.ofThread(from, tid).ifPresent(kept -> {
        String noted = kept.get(0)
            .map(bytes -> names.getOrDefault(notes.decode(bytes).layerHash(), LayerName.NONE))
            .filter(name -> !name.equals(LayerName.NONE))
            .orElse(null);
        found.put(
            tid,
            codec == null
                ? new ThreadLayer(noted, null, 0)
                : kept.get(1)
                    .map(task -> layer(noted, task, codec, inForce))
                    .orElseGet(() -> new ThreadLayer(noted, null, 0)));
      });
    }
    return found;
  }

  /** The numbers only grow, so who goes by the newest goes by all that came before the task was read. */
  private ThreadLayer layer(
      @Nullable String noted, ByteBuffer task, TaskCodec codec, Publisher.InForce inForce) {
    boolean isCurrent = codec.configGeneration(task) == inForce.kernelGeneration()
        && codec.membershipGeneration(task) == shared.getLong(membershipAt);
    String served = isCurrent ? StatsReader.nameAt(codec.layer(task), inForce) : null;
    return new ThreadLayer(noted, served, served == null ? 0 : codec.cgroupId(task));
  }

  /** Read once: a scheduler keeps its types. Null for one whose values are not as they say. */
  private synchronized @Nullable TaskCodec tasks() {
    if (!isTypeAsked) {
      int size = object.valueSize(TASKS).orElse(0);
      tasks = size == 0
          ? null
          : object
              .types(TASKS)
              .flatMap(bytes -> TaskCodec.of(Btf.parse(bytes)))
              .filter(codec -> codec.size() == size)
              .orElse(null);
      isTypeAsked = true;
    }
    return tasks;
  }
}
