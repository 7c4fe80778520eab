package io.temper.bpf.internal.object;

/** Whoever has maps whose memory can be read. */
public interface MappableMaps {

  /** Maps the values of an array that was declared with {@code BPF_F_MMAPABLE}, to read them. */
  MappedRegion mapArray(String map, long bytes);
}
