package io.temper.bpf.internal.pin;

import io.temper.bpf.internal.lib.PinCalls;
import io.temper.bpf.internal.object.BpfLink;
import io.temper.bpf.internal.object.BpfMap;
import io.temper.bpf.internal.object.MapKeeper;
import io.temper.bpf.internal.object.PinnedObject;
import io.temper.bpf.internal.object.SchedulerObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that keep one scheduler:
 *
 * <pre>
 *  link           attached for as long as it is there
 *  timers         the kernel cancels the timers of a map that no process and no file keeps, and with
 *                 them the look at the lease
 *  data, ...      the maps by which a process runs the scheduler
 *  config_ID      the configuration in force, ID being the kernel's number of the map
 *  members_ID     the same for the control groups
 * </pre>
 *
 * <p>A bpffs takes no dots in names.
 *
 * @param calls the way to the kernel
 * @param directory where they are
 */
public record Pins(PinCalls calls, Path directory) implements MapKeeper {
  static final String LINK = "link";

  /** Names of maps by the names of their files. */
  private static final Map<String, String> MAPS = Map.of(
      "timers", "timers",
      "data", ".data",
      "rodata", ".rodata",
      "cfg_outer", "cfg_outer",
      "cg_outer", "cg_outer",
      "cpu_stats", "cpu_stats",
      "layer_delays", "layer_delays",
      "watched", "watched",
      "thread_notes", "thread_notes");

  private static final Logger LOG = LoggerFactory.getLogger(Pins.class);

  /**
   * Makes the directory and keeps all maps of an object that have a name.
   *
   * @throws IOException if the directory cannot be made
   * @throws io.temper.bpf.BpfException if a map cannot be pinned
   */
  public void keepAll(SchedulerObject object) throws IOException {
    LeaseDirectory.make(directory);
    MAPS.forEach(
        (file, map) -> object.map(map, Integer.BYTES, Integer.BYTES).pin(directory.resolve(file)));
  }

  /** Keeps the attachment. */
  public void keep(BpfLink link) {
    link.pin(directory.resolve(LINK));
  }

  @Override
  public Kept keep(String kind, BpfMap map) {
    var file = inner(kind, map.info().id());
    map.pin(file);
    return kept(file);
  }

  /** Returns what keeps an inner map that an earlier process has pinned. */
  public Kept kept(String kind, int id) {
    return kept(inner(kind, id));
  }

  private static Kept kept(Path file) {
    return () -> {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("cannot remove {}; the next process that takes over will", file, e);
      }
    };
  }

  private Path inner(String kind, int id) {
    return directory.resolve(kind + "_" + Integer.toUnsignedString(id));
  }

  /** Returns whether the attachment and all maps with a name are kept. */
  public boolean areWhole() {
    return Files.exists(directory.resolve(LINK))
        && MAPS.keySet().stream().allMatch(file -> Files.exists(directory.resolve(file)));
  }

  /** Opens the maps with a name. */
  public PinnedObject openObject() {
    var files = new HashMap<String, Path>();
    MAPS.forEach((file, map) -> files.put(map, directory.resolve(file)));
    return PinnedObject.open(calls, files);
  }

  /** Opens the attachment. */
  public BpfLink openLink() {
    return BpfLink.openPin(calls, directory.resolve(LINK));
  }

  /** Opens an inner map by the number that the map of maps tells. */
  public BpfMap openInner(String kind, int id, int keySize, int valueSize) {
    return BpfMap.openPin(calls, inner(kind, id), keySize, valueSize);
  }

  /** Removes the inner maps that are not in force: their process died between two steps. */
  public void sweep(int config, int members) {
    var inForce = Set.of(inner("config", config), inner("members", members));
    LeaseDirectory.children(directory).stream()
        .filter(file -> isInner(file) && !inForce.contains(file))
        .forEach(LeaseDirectory::delete);
  }

  private static boolean isInner(Path file) {
    return String.valueOf(file.getFileName()).matches("(config|members)_\\d+");
  }

  /** Removes all of it, the link first. */
  public void remove() {
    LeaseDirectory.remove(directory);
  }
}
