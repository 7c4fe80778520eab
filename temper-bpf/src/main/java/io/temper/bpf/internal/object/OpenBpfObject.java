package io.temper.bpf.internal.object;

import com.sun.jna.Memory;
import io.temper.bpf.BpfException;
import io.temper.bpf.VerifierRejectedException;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.Libbpf.ObjectHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed BPF object that the kernel has not seen yet: constants, struct_ops fields and map sizes
 * may still be set. {@link #load()} spends it. For one thread.
 */
public final class OpenBpfObject implements AutoCloseable {
  // struct bpf_object_open_opts of libbpf 1.5, 88 bytes, of which the first 80 are filled:
  // sz 0, object_name 8, relaxed_maps 16, pin_root_path 24, kconfig 40, btf_custom_path 48,
  // kernel_log_buf 56, kernel_log_size 64, kernel_log_level 72.
  private static final int OPTS_SIZE = 80;
  private static final int OPTS_OBJECT_NAME = 8;
  private static final int OPTS_LOG_BUF = 56;
  private static final int OPTS_LOG_SIZE = 64;
  private static final int OPTS_LOG_LEVEL = 72;

  /** Untouched pages of it cost nothing, and the kernel writes it only when it refuses. */
  private static final int LOG_BYTES = 16 * 1024 * 1024;

  private final BpfCalls calls;
  private final String name;
  private final Memory elf;
  private final Memory verifierLog;
  private final List<ShadowMemory> shadows = new ArrayList<>();
  private @Nullable ObjectHandle handle;

  private OpenBpfObject(BpfCalls calls, String name, Memory elf, Memory verifierLog) {
    this.calls = calls;
    this.name = name;
    this.elf = elf;
    this.verifierLog = verifierLog;
  }

  /**
   * Parses an object file.
   *
   * @param calls the way to libbpf
   * @param name the name of the object in messages and in the names of its global maps
   * @param file the bytes of the ELF file
   * @param logLevel what the verifier logs even on success, 0 to 4; on failure it always logs
   * @throws BpfException if libbpf refuses the file
   */
  public static OpenBpfObject open(BpfCalls calls, String name, byte[] file, int logLevel) {
    var elf = new Memory(Math.max(1, file.length));
    elf.write(0, file, 0, file.length);
    var log = new Memory(LOG_BYTES);
    log.setByte(0, (byte) 0);
    var opened = new OpenBpfObject(calls, name, elf, log);
    opened.open(file.length, logLevel);
    return opened;
  }

  private void open(int size, int logLevel) {
    var label = name.getBytes(StandardCharsets.UTF_8);
    try (var options = BpfCalls.zeroed(OPTS_SIZE);
        var cName = BpfCalls.zeroed(label.length + 1L)) {
      cName.write(0, label, 0, label.length);
      options.setLong(0, OPTS_SIZE);
      options.setPointer(OPTS_OBJECT_NAME, cName);
      options.setPointer(OPTS_LOG_BUF, verifierLog);
      options.setLong(OPTS_LOG_SIZE, LOG_BYTES);
      options.setInt(OPTS_LOG_LEVEL, logLevel);
      handle = calls.openObject(name, elf, size, options);
    } catch (BpfException e) {
      free();
      throw e;
    }
  }

  /** Returns the memory behind a map of constants or a struct_ops map. */
  public ShadowMemory shadow(String map) {
    var shadow = new ShadowMemory(map, calls.initialValue(map, calls.findMap(requireOpen(), map)));
    shadows.add(shadow);
    return shadow;
  }

  /** Sets the number of entries of a map. */
  public void setMaxEntries(String map, int entries) {
    calls.setMaxEntries(map, calls.findMap(requireOpen(), map), entries);
  }

  /**
   * Hands programs and maps to the kernel. This object is spent afterwards, even on failure.
   *
   * @throws VerifierRejectedException if the verifier refuses a program
   * @throws BpfException if anything else fails
   */
  public LoadedBpfObject load() {
    var object = requireOpen();
    dropShadows();
    try {
      calls.loadObject(name, object);
    } catch (BpfException e) {
      var log = verifierLog.getString(0, "UTF-8");
      close();
      throw log.isBlank() ? e : new VerifierRejectedException(e, log);
    }
    handle = null;
    free();
    return new LoadedBpfObject(calls, name, object);
  }

  /** Releases the object unless it was loaded. Repeatable. */
  @Override
  public void close() {
    var object = handle;
    handle = null;
    dropShadows();
    if (object != null) {
      calls.closeObject(object);
      free();
    }
  }

  private ObjectHandle requireOpen() {
    var object = handle;
    if (object == null) {
      throw new IllegalStateException(name + " is already loaded or closed");
    }
    return object;
  }

  private void dropShadows() {
    shadows.forEach(ShadowMemory::drop);
    shadows.clear();
  }

  /** libbpf reads the ELF file until load, and writes the log during it. */
  private void free() {
    elf.close();
    verifierLog.close();
  }
}
