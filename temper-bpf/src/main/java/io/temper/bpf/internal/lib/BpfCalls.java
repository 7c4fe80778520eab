package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import io.temper.bpf.BpfException;
import io.temper.bpf.internal.lib.Libbpf.LinkHandle;
import io.temper.bpf.internal.lib.Libbpf.MapHandle;
import io.temper.bpf.internal.lib.Libbpf.ObjectHandle;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only caller of {@link Libbpf}, beside {@link KernelObjects} and {@link PinCalls}, and of {@link
 * LibC}, beside {@link RealTime} and {@link DirectoryLock}. Turns their error conventions into {@link BpfException}: libbpf's functions
 * returning {@code int} return a negative errno, those returning a pointer return null and set
 * errno; the C library returns -1 and sets errno. Every failure carries the call, the errno, the
 * name of what it was made for and libbpf's own words.
 */
public final class BpfCalls {
  private static final int ENOENT = Errno.ENOENT;
  private static final long MMAP_FAILED = -1L;

  /** The same number on every architecture. */
  private static final long SYS_PIDFD_OPEN = 434;

  private static final int CLOCK_MONOTONIC_COARSE = 6;
  private static final long SHORTEST_TICK_NANOS = 500_000;
  private static final long LONGEST_TICK_NANOS = 50_000_000;

  /** Since Linux 6.9: any thread, not only the first of its process. */
  private static final long PIDFD_THREAD = 0x80;

  private final Libbpf libbpf;
  private final LibC libc;
  private final LibbpfLog log;
  private final IntSupplier lastErrno;

  /** Creates the calls of one loaded libbpf, whose log lines reach {@code log} when asked for. */
  public BpfCalls(Libbpf libbpf, LibC libc, LibbpfLog log) {
    this(libbpf, libc, log, Native::getLastError);
  }

  /** For fakes, which cannot set the errno of the C library. */
  public BpfCalls(Libbpf libbpf, LibC libc, LibbpfLog log, IntSupplier lastErrno) {
    this.libbpf = libbpf;
    this.libc = libc;
    this.log = log;
    this.lastErrno = lastErrno;
    libbpf.libbpf_set_print(null);
  }

  /**
   * Runs {@code work} with libbpf's words in each exception. A load that works has libbpf say
   * thousands of things, each a call back into Java, so it is asked only after one that failed.
   */
  public <T> T explaining(Supplier<T> work) {
    libbpf.libbpf_set_print(log);
    try {
      return work.get();
    } finally {
      libbpf.libbpf_set_print(null);
    }
  }

  /** For {@link KernelObjects}, which asks by number, and {@link PinCalls}. */
  Libbpf libbpf() {
    return libbpf;
  }

  /** For {@link DirectoryLock}. */
  LibC libc() {
    return libc;
  }

  /** What the last failed call of the C library, or of libbpf that returned null, left. */
  int lastErrno() {
    return lastErrno.getAsInt();
  }

  /** Returns libbpf's version. */
  public LibbpfVersion version() {
    return new LibbpfVersion(libbpf.libbpf_major_version(), libbpf.libbpf_minor_version());
  }

  /** Returns the number of CPUs that the kernel may ever have; per-CPU values have so many. */
  public int possibleCpus() {
    return number("libbpf_num_possible_cpus", "this host", libbpf::libbpf_num_possible_cpus);
  }

  /**
   * Asks the kernel whether it lets a program call a helper, by loading one of a few instructions. A process
   * that may not load it at all is told yes, so ask only with the capabilities that both need.
   *
   * @param programType of {@code enum bpf_prog_type}
   * @param helper of {@code enum bpf_func_id}
   */
  public boolean offersHelper(int programType, int helper) {
    return number(
            "libbpf_probe_bpf_helper",
            "helper " + helper,
            () -> libbpf.libbpf_probe_bpf_helper(programType, helper, null))
        > 0;
  }

  /** Parses an ELF file that lies in {@code elf}. */
  public ObjectHandle openObject(String name, Pointer elf, long size, Pointer options) {
    return pointer(
        "bpf_object__open_mem", name, () -> libbpf.bpf_object__open_mem(elf, size, options));
  }

  /** Hands the programs and maps of an object to the kernel. */
  public void loadObject(String name, ObjectHandle object) {
    number("bpf_object__load", name, () -> libbpf.bpf_object__load(object));
  }

  /** Releases an object with its maps and programs, and unmaps its memory. */
  public void closeObject(ObjectHandle object) {
    libbpf.bpf_object__close(object);
  }

  /** Returns a map of an object. */
  public MapHandle findMap(ObjectHandle object, String map) {
    return pointer(
        "bpf_object__find_map_by_name",
        map,
        () -> libbpf.bpf_object__find_map_by_name(object, map));
  }

  /** Returns the memory that backs a map of global data or the shadow of a struct_ops map. */
  public MappedValue initialValue(String name, MapHandle map) {
    var size = new LongByReference();
    var address =
        pointer("bpf_map__initial_value", name, () -> libbpf.bpf_map__initial_value(map, size));
    return new MappedValue(address, size.getValue());
  }

  /** Sets the number of entries of a map that is not loaded yet. */
  public void setMaxEntries(String name, MapHandle map, int entries) {
    number("bpf_map__set_max_entries", name, () -> libbpf.bpf_map__set_max_entries(map, entries));
  }

  /** Returns the descriptor of a loaded map; it belongs to the object. */
  public int mapFd(String name, MapHandle map) {
    return number("bpf_map__fd", name, () -> libbpf.bpf_map__fd(map));
  }

  /** Registers the operations of a struct_ops map with the kernel. */
  public LinkHandle attachStructOps(String name, MapHandle map) {
    return pointer(
        "bpf_map__attach_struct_ops", name, () -> libbpf.bpf_map__attach_struct_ops(map));
  }

  /** Unregisters; returns when the kernel is done with it. */
  public void destroyLink(String name, LinkHandle link) {
    number("bpf_link__destroy", name, () -> libbpf.bpf_link__destroy(link));
  }

  /** Creates a map outside of any object. The caller closes its descriptor. */
  public int createMap(MapSpec spec) {
    try (var options = spec.options()) {
      return number(
          "bpf_map_create",
          spec.name(),
          () -> libbpf.bpf_map_create(
              spec.type(),
              spec.name(),
              spec.keySize(),
              spec.valueSize(),
              spec.maxEntries(),
              options));
    }
  }

  /** Makes a map unwritable from user space, for good. */
  public void freezeMap(String name, int fd) {
    number("bpf_map_freeze", name, () -> libbpf.bpf_map_freeze(fd));
  }

  /** Writes an element. */
  public void update(String name, int fd, Pointer key, Pointer value) {
    number("bpf_map_update_elem", name, () -> libbpf.bpf_map_update_elem(fd, key, value, 0));
  }

  /** Reads an element into {@code value}; returns whether there was one. */
  public boolean lookup(String name, int fd, Pointer key, Pointer value) {
    return found("bpf_map_lookup_elem", name, () -> libbpf.bpf_map_lookup_elem(fd, key, value));
  }

  /** Deletes an element; returns whether there was one. */
  public boolean delete(String name, int fd, Pointer key) {
    return found("bpf_map_delete_elem", name, () -> libbpf.bpf_map_delete_elem(fd, key));
  }

  /** Maps the memory of a map that was created with {@code BPF_F_MMAPABLE}. */
  public Pointer mapMemory(String name, int fd, long size, boolean writable) {
    int protection = writable ? LibC.PROT_READ | LibC.PROT_WRITE : LibC.PROT_READ;
    log.start();
    var address = libc.mmap(null, size, protection, LibC.MAP_SHARED, fd, 0);
    int errno = lastErrno.getAsInt();
    if (address == null || Pointer.nativeValue(address) == MMAP_FAILED) {
      throw failure("mmap", errno, name);
    }
    log.stop();
    return address;
  }

  /** Takes a mapping back. Nothing may read it any more. */
  public void unmapMemory(Pointer address, long size) {
    libc.munmap(address, size);
  }

  /**
   * Opens a descriptor of a thread, which stands for it and for no later thread of its number. The
   * caller closes it.
   *
   * @return empty if there is no such thread
   */
  public OptionalInt openThread(int tid) {
    long fd = libc.syscall(SYS_PIDFD_OPEN, tid, PIDFD_THREAD);
    int errno = lastErrno.getAsInt();
    if (fd >= 0) {
      return OptionalInt.of(Math.toIntExact(fd));
    }
    if (errno == Errno.ESRCH || errno == Errno.ENOENT || tid <= 0) {
      return OptionalInt.empty();
    }
    throw new BpfException("pidfd_open", errno, Errno.nameOf(errno), "thread " + tid, "");
  }

  /** Makes the calling thread a real-time one; returns whether the kernel allows it. */
  public boolean becomeRealTime() {
    return new RealTime(libc, lastErrno).enter();
  }

  /**
   * Returns the length of the kernel's tick: the resolution of its coarse clock, which each tick moves.
   *
   * @return nanoseconds; 0 if it cannot be told, as in a sandbox whose clocks are its own
   */
  public long tickNanos() {
    try (var resolution = new Memory(2 * Long.BYTES)) {
      resolution.clear();
      int result = libc.clock_getres(CLOCK_MONOTONIC_COARSE, resolution);
      long nanos = resolution.getLong(Long.BYTES);
      boolean isTick = result == 0
          && resolution.getLong(0) == 0
          && nanos >= SHORTEST_TICK_NANOS
          && nanos <= LONGEST_TICK_NANOS;
      return isTick ? nanos : 0;
    }
  }

  /** Closes a descriptor that a call of this class opened and no object owns. */
  public void closeFd(int fd) {
    libc.close(fd);
  }

  private int number(String call, String object, IntSupplier function) {
    log.start();
    int result = function.getAsInt();
    if (result < 0) {
      throw failure(call, -result, object);
    }
    log.stop();
    return result;
  }

  private boolean found(String call, String object, IntSupplier function) {
    log.start();
    int result = function.getAsInt();
    if (result < 0 && result != -ENOENT) {
      throw failure(call, -result, object);
    }
    log.stop();
    return result >= 0;
  }

  private <T> T pointer(String call, String object, Supplier<@Nullable T> function) {
    log.start();
    var result = function.get();
    if (result == null) {
      throw failure(call, lastErrno.getAsInt(), object);
    }
    log.stop();
    return result;
  }

  private BpfException failure(String call, int errno, String object) {
    return new BpfException(call, errno, Errno.nameOf(errno), object, log.stop());
  }

  /** Allocates zeroed memory for a key, a value or options. */
  public static Memory zeroed(long size) {
    var memory = new Memory(size);
    memory.clear();
    return memory;
  }
}
