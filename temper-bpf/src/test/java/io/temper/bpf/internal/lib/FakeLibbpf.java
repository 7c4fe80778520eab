package io.temper.bpf.internal.lib;

import static java.util.Objects.requireNonNull;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A libbpf of plain Java: maps are Java maps, handles are made-up addresses. It obeys the error
 * conventions of the real one, fails where a test tells it to, and keeps a record of every call, so
 * that a use after close shows. Each address it hands out is real memory until the object is closed.
 */
public final class FakeLibbpf implements Libbpf {
  /** The highest number of a thread that there is. */
  public static final int HIGHEST_THREAD = 4_194_304;

  private static final int NEWEST_HELPER = 211;

  /** What was called, in order. */
  public final List<String> calls = new ArrayList<>();

  /** Negative results by the name of the call. */
  public final Map<String, Integer> failures = new HashMap<>();

  /** Results of the n-th call of a name: {@code bpf_map_update_elem#3}. */
  public final Map<String, Integer> failuresAt = new HashMap<>();

  /** Maps by descriptor: elements by the bytes of their key. */
  public final Map<Integer, Map<String, byte[]>> elements = new TreeMap<>();

  /** Descriptors of frozen maps. */
  public final Set<Integer> frozen = new TreeSet<>();

  /** Descriptors that are open. */
  public final Set<Integer> open = new TreeSet<>();

  /** Memory of global data and shadows by the name of the map. */
  public final Map<String, Memory> memory = new HashMap<>();

  /** Sizes of values by the name of the map or, for created ones, by descriptor. */
  public final Map<String, Integer> valueSizes = new HashMap<>();

  /** What the last failed pointer call left in errno. */
  public volatile int errno;

  /** What the verifier writes into the log buffer when loading fails. */
  public @Nullable String verifierLog;

  /** RLIMIT_RTPRIO: up to which priority threads may be real-time. */
  public long realTimeLimit;

  /** The resolution of the coarse clock: that of a kernel with 250 ticks a second. */
  public long coarseNanos = 4_000_000;

  /** Whether the process has CAP_SYS_RESOURCE. */
  public boolean mayRaiseLimits = true;

  /** Called when the struct_ops map is attached and before it is detached. */
  public Runnable onAttach = () -> {};

  /** See {@link #onAttach}. */
  public Runnable onDetach = () -> {};

  /** An update waits for it, as one may that waits for a grace period. */
  public volatile @Nullable CountDownLatch hangUpdates;

  /** Numbers of entries by the name of the map, as far as they were set. */
  public final Map<String, Integer> maxEntries = new HashMap<>();

  /** What is kept by files. */
  public final FakePins pins = new FakePins(this);

  public volatile boolean attached;
  public boolean closed;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private final Map<String, Integer> fds = new HashMap<>();
  private @Nullable Pointer logBuffer;
  private static final int LINK_FD = 99;
  private int nextFd = 100;
  private static final int FIRST_THREAD_FD = 1_000_000;
  private long nextAddress = 0x1000;

  /** Returns the calls over this libbpf. */
  public BpfCalls calls() {
    return new BpfCalls(this, new FakeLibC(this), new LibbpfLog(new FakeLibC(this)), () -> errno);
  }

  @Override
  public int libbpf_major_version() {
    return 1;
  }

  @Override
  public int libbpf_minor_version() {
    return 5;
  }

  @Override
  public @Nullable Pointer libbpf_set_print(@Nullable PrintFunction function) {
    return null;
  }

  @Override
  public int libbpf_num_possible_cpus() {
    return result("libbpf_num_possible_cpus", 2);
  }

  @Override
  public int libbpf_probe_bpf_helper(int programType, int helper, @Nullable Pointer options) {
    return result("libbpf_probe_bpf_helper", helper <= NEWEST_HELPER ? 1 : 0);
  }

  @Override
  public @Nullable ObjectHandle bpf_object__open_mem(Pointer elf, long size, Pointer options) {
    logBuffer = options.getPointer(56);
    if (closed) {
      closed = false;
      fds.clear();
      Map.copyOf(memory).forEach((name, old) -> addMemory(name, old.size()));
    }
    return pointer("bpf_object__open_mem", named(new ObjectHandle(), "object"));
  }

  @Override
  public int bpf_object__load(ObjectHandle object) {
    int result = result("bpf_object__load", 0);
    if (result < 0 && verifierLog != null && logBuffer != null) {
      logBuffer.setString(0, verifierLog);
    }
    return result;
  }

  @Override
  public synchronized void bpf_object__close(ObjectHandle object) {
    record("bpf_object__close");
    closed = true;
    fds.values().forEach(open::remove);
    if (pins.kept().isEmpty()) {
      memory.values().forEach(Memory::close);
      fds.clear();
    }
  }

  @Override
  public @Nullable MapHandle bpf_object__find_map_by_name(ObjectHandle object, String name) {
    return pointer("bpf_object__find_map_by_name", named(new MapHandle(), name));
  }

  @Override
  public @Nullable Pointer bpf_map__initial_value(MapHandle map, LongByReference size) {
    Memory value = memory.get(nameOf(map.getPointer()));
    if (value == null) {
      errno = Errno.ENOENT;
      return null;
    }
    size.setValue(value.size());
    return pointer("bpf_map__initial_value", value);
  }

  @Override
  public int bpf_map__set_max_entries(MapHandle map, int entries) {
    maxEntries.put(nameOf(map.getPointer()), entries);
    return result("bpf_map__set_max_entries", 0);
  }

  @Override
  public int bpf_map__fd(MapHandle map) {
    String name = nameOf(map.getPointer());
    return result("bpf_map__fd", fds.computeIfAbsent(name, n -> newFd(sizeOf(n))));
  }

  @Override
  public @Nullable LinkHandle bpf_map__attach_struct_ops(MapHandle map) {
    LinkHandle link = pointer("bpf_map__attach_struct_ops", named(new LinkHandle(), "link"));
    if (link != null) {
      pins.linkOpened();
      attached = true;
      onAttach.run();
    }
    return link;
  }

  @Override
  public int bpf_link__destroy(LinkHandle link) {
    if (pins.closeLink()) {
      attached = false;
      onDetach.run();
    }
    return result("bpf_link__destroy", 0);
  }

  @Override
  public int bpf_link__fd(LinkHandle link) {
    return result("bpf_link__fd", LINK_FD);
  }

  @Override
  public @Nullable LinkHandle bpf_link__open(String path) {
    LinkHandle link = pointer("bpf_link__open", named(new LinkHandle(), "link"));
    if (link != null) {
      pins.linkOpened();
    }
    return link;
  }

  @Override
  public int bpf_obj_pin(int fd, String path) {
    int result = result("bpf_obj_pin", 0);
    return result < 0 ? result : pins.pin(fd, path);
  }

  @Override
  public int bpf_obj_get(String path) {
    int result = result("bpf_obj_get", 0);
    return result < 0 ? result : pins.get(path);
  }

  @Override
  public synchronized int bpf_map_get_next_key(int fd, @Nullable Pointer key, Pointer next) {
    int size = keySizeOf(next);
    String last = key == null ? "" : hex(key, size);
    var keys = new TreeSet<>(element(fd).keySet());
    String following = keys.higher(last);
    if (following == null) {
      return -Errno.ENOENT;
    }
    next.write(0, HexFormat.of().parseHex(following), 0, size);
    return result("bpf_map_get_next_key", 0);
  }

  @Override
  public int bpf_map_create(
      int type, String name, int keySize, int valueSize, int maxEntries, Pointer options) {
    int result = result("bpf_map_create", 0);
    return result < 0 ? result : newFd(valueSize);
  }

  @Override
  public int bpf_map_freeze(int fd) {
    frozen.add(fd);
    return result("bpf_map_freeze", 0);
  }

  @Override
  public int bpf_map_update_elem(int fd, Pointer key, Pointer value, long flags) {
    awaitQuietly(hangUpdates);
    int result = result("bpf_map_update_elem", 0);
    if (result == 0) {
      element(fd).put(hex(key, keySizeOf(key)), value.getByteArray(0, valueSizeOf(fd)));
    }
    return result;
  }

  @Override
  public int bpf_map_lookup_elem(int fd, Pointer key, Pointer value) {
    Memory globals = memory.get(mappedName(fd));
    byte[] found = globals != null && mappedName(fd).startsWith(".")
        ? globals.getByteArray(0, valueSizeOf(fd))
        : element(fd).get(hex(key, keySizeOf(key)));
    if (found == null) {
      return result("bpf_map_lookup_elem", -Errno.ENOENT);
    }
    value.write(0, found, 0, found.length);
    return result("bpf_map_lookup_elem", 0);
  }

  @Override
  public int bpf_map_delete_elem(int fd, Pointer key) {
    int result = result("bpf_map_delete_elem", 0);
    if (result < 0) {
      return result;
    }
    return element(fd).remove(hex(key, keySizeOf(key))) == null ? -Errno.ENOENT : 0;
  }

  /** Nothing that was loaded here is shown by number. */
  @Override
  public int bpf_link_get_next_id(int start, IntByReference next) {
    return result("bpf_link_get_next_id", -Errno.ENOENT);
  }

  @Override
  public int bpf_link_get_fd_by_id(int id) {
    return result("bpf_link_get_fd_by_id", -Errno.ENOENT);
  }

  @Override
  public int bpf_prog_get_next_id(int start, IntByReference next) {
    return result("bpf_prog_get_next_id", -Errno.ENOENT);
  }

  @Override
  public int bpf_prog_get_fd_by_id(int id) {
    return result("bpf_prog_get_fd_by_id", -Errno.ENOENT);
  }

  @Override
  public int bpf_map_get_fd_by_id(int id) {
    return result("bpf_map_get_fd_by_id", -Errno.ENOENT);
  }

  @Override
  public int bpf_btf_get_fd_by_id(int id) {
    return result("bpf_btf_get_fd_by_id", -Errno.ENOENT);
  }

  @Override
  public int bpf_obj_get_info_by_fd(int fd, Pointer info, IntByReference length) {
    int result = result("bpf_obj_get_info_by_fd", 0);
    return result < 0 ? result : FakePins.describe(fd, valueSizeOf(fd), info, length);
  }

  /** Adds memory for a map of global data or a shadow. */
  public Memory addMemory(String map, long size) {
    Memory value = new Memory(size);
    value.clear();
    memory.put(map, value);
    return value;
  }

  synchronized void closeFd(int fd) {
    record("close");
    open.remove(fd);
    pins.closed(fd);
  }

  /** Returns the elements of the inner map that the map of maps {@code outer} refers to. */
  public Map<String, byte[]> inner(String outer, int index) {
    return requireNonNull(elements.get(innerFd(outer, index)));
  }

  /** Returns the descriptor of the inner map that the map of maps {@code outer} refers to. */
  public int innerFd(String outer, int index) {
    byte[] reference = requireNonNull(elements.get(fds.get(outer))).get(keyOf(index));
    return ByteBuffer.wrap(requireNonNull(reference))
        .order(ByteOrder.nativeOrder())
        .getInt();
  }

  /** Returns the memory behind a map. */
  public Memory memoryOf(String map) {
    return requireNonNull(memory.get(map), map);
  }

  /** Returns how often {@code call} was made. */
  public synchronized int count(String call) {
    return counts.getOrDefault(call, 0);
  }

  /** Returns the name of an element with a 4-byte key. */
  public static String keyOf(int key) {
    return HexFormat.of()
        .formatHex(ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .putInt(key)
            .array());
  }

  /** Returns the name of an element with an 8-byte key. */
  public static String keyOf(long key) {
    return HexFormat.of()
        .formatHex(ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .putLong(key)
            .array());
  }

  /** Opens a descriptor that stands for a thread: its number plus a constant, so keys are stable. */
  synchronized int openThread(int tid) {
    record("pidfd_open");
    int fd = FIRST_THREAD_FD + tid;
    open.add(fd);
    return fd;
  }

  /** Opens a directory, to be locked. */
  synchronized int openDirectory(String path) {
    record("open");
    int fd = pins.open(path, nextFd++);
    if (fd >= 0) {
      open.add(fd);
    }
    return fd;
  }

  /** Returns the name of the memory that a descriptor maps: statistics are simply "mmap". */
  synchronized String mappedName(int fd) {
    return fds.entrySet().stream()
        .filter(entry -> entry.getValue() == fd && !entry.getKey().equals("cpu_stats"))
        .map(
            entry -> memory.containsKey(entry.getKey()) ? entry.getKey() : "mmap " + entry.getKey())
        .findFirst()
        .orElse("mmap");
  }

  private synchronized Map<String, byte[]> element(int fd) {
    Map<String, byte[]> map = elements.get(fd);
    if (map == null || !open.contains(fd)) {
      throw new AssertionError("descriptor " + fd + " is used after it was closed");
    }
    return map;
  }

  private synchronized int newFd(@Nullable Integer valueSize) {
    int fd = nextFd++;
    open.add(fd);
    elements.put(fd, new TreeMap<>());
    valueSizes.put("fd" + fd, valueSize == null ? Integer.BYTES : valueSize);
    return fd;
  }

  /** Global variables are one value. */
  private @Nullable Integer sizeOf(String map) {
    Memory globals = map.startsWith(".") ? memory.get(map) : null;
    return globals == null ? valueSizes.get(map) : Integer.valueOf((int) globals.size());
  }

  private int valueSizeOf(int fd) {
    return valueSizes.getOrDefault("fd" + fd, Integer.BYTES);
  }

  private static int keySizeOf(Pointer key) {
    return Math.toIntExact(((Memory) key).size());
  }

  private static String hex(Pointer key, int size) {
    return HexFormat.of().formatHex(key.getByteArray(0, size));
  }

  private synchronized void record(String call) {
    calls.add(call);
    counts.merge(call, 1, Integer::sum);
  }

  private synchronized int result(String call, int result) {
    record(call);
    Integer once = failuresAt.get(call + "#" + counts.get(call));
    if (once != null) {
      return once;
    }
    return failures.getOrDefault(call, result);
  }

  private <T> @Nullable T pointer(String call, T value) {
    int result = result(call, 0);
    if (result < 0) {
      errno = -result;
      return null;
    }
    return value;
  }

  private synchronized <T extends PointerType> T named(T handle, String name) {
    long address = nextAddress++;
    names.put(address, name);
    handle.setPointer(new Pointer(address));
    return handle;
  }

  private String nameOf(Pointer handle) {
    return names.getOrDefault(Pointer.nativeValue(handle), "?");
  }

  private static void awaitQuietly(@Nullable CountDownLatch latch) {
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
