package io.temper.bpf.internal.lib;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code libbpf.h} and {@code bpf.h} that Temper calls, under their C names.
 *
 * <p>Integer results are a negative errno on failure; pointer results are null with errno set. Only
 * {@link BpfCalls}, {@link KernelObjects} and {@link PinCalls} call this interface, because only they know that. {@code size_t} is mapped to
 * {@code long}, which is right for every 64-bit Linux.
 *
 * <p>Threads: libbpf keeps no lock over an object. Opening, loading and closing one object is the
 * work of one thread at a time; calls on file descriptors are free.
 */
@NullUnmarked
@SuppressWarnings("MethodName") // the names of C
public interface Libbpf extends Library {

  /** {@code struct bpf_object *}. */
  final class ObjectHandle extends PointerType {}

  /** {@code struct bpf_map *}; lives as long as its object. */
  final class MapHandle extends PointerType {}

  /** {@code struct bpf_link *}. */
  final class LinkHandle extends PointerType {}

  /** {@code libbpf_print_fn_t}. Must stay strongly referenced and must not throw. */
  interface PrintFunction extends Callback {
    int print(int level, Pointer format, Pointer arguments);
  }

  int libbpf_major_version();

  int libbpf_minor_version();

  @Nullable
  Pointer libbpf_set_print(@Nullable PrintFunction function);

  int libbpf_num_possible_cpus();

  int libbpf_probe_bpf_helper(int programType, int helper, @Nullable Pointer options);

  @Nullable
  ObjectHandle bpf_object__open_mem(Pointer elf, long size, Pointer options);

  int bpf_object__load(ObjectHandle object);

  void bpf_object__close(ObjectHandle object);

  @Nullable
  MapHandle bpf_object__find_map_by_name(ObjectHandle object, String name);

  @Nullable
  Pointer bpf_map__initial_value(MapHandle map, LongByReference size);

  int bpf_map__set_max_entries(MapHandle map, int entries);

  int bpf_map__fd(MapHandle map);

  @Nullable
  LinkHandle bpf_map__attach_struct_ops(MapHandle map);

  int bpf_link__destroy(LinkHandle link);

  int bpf_link__fd(LinkHandle link);

  @Nullable
  LinkHandle bpf_link__open(String path);

  int bpf_obj_pin(int fd, String path);

  int bpf_obj_get(String path);

  int bpf_map_create(
      int type, String name, int keySize, int valueSize, int maxEntries, Pointer options);

  int bpf_map_freeze(int fd);

  int bpf_map_update_elem(int fd, Pointer key, Pointer value, long flags);

  int bpf_map_lookup_elem(int fd, Pointer key, Pointer value);

  int bpf_map_delete_elem(int fd, Pointer key);

  int bpf_map_get_next_key(int fd, @Nullable Pointer key, Pointer next);

  int bpf_link_get_next_id(int start, IntByReference next);

  int bpf_link_get_fd_by_id(int id);

  int bpf_prog_get_next_id(int start, IntByReference next);

  int bpf_prog_get_fd_by_id(int id);

  int bpf_map_get_fd_by_id(int id);

  int bpf_btf_get_fd_by_id(int id);

  int bpf_obj_get_info_by_fd(int fd, Pointer info, IntByReference length);
}
