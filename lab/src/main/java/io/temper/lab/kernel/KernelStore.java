package io.temper.lab.kernel;

import io.temper.lab.LabException;
import io.temper.lab.debian.Apt;
import io.temper.lab.debian.Deb;
import io.temper.lab.host.Folders;
import io.temper.lab.host.LabCache;
import io.temper.lab.host.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernels in the cache, and the ways one gets there. */
public final class KernelStore {
  private static final String FOLDER = "kernels";

  /** What the guest needs before it has a root file system, where it is not built in. */
  private static final String MODULE = "virtio_blk.ko";

  private final LabCache cache;
  private final Apt apt;
  private final Supplier<ModuleUnpacker> unpacker;
  private final Progress progress;

  /** Turns a compressed module into one that the guest can load. */
  @FunctionalInterface
  public interface ModuleUnpacker {
    /**
     * Unpacks a module.
     *
     * @param compressed a file ending in {@code .ko.xz}
     * @param folder where the {@code .ko} goes
     */
    void unpack(Path compressed, Path folder);
  }

  /**
   * Creates a store.
   *
   * @param cache where kernels are kept
   * @param apt knows the suites of the catalogue
   * @param unpacker gives the unpacker when the first compressed module comes
   * @param progress where fetching and building is told
   */
  public KernelStore(
      LabCache cache, Apt apt, Supplier<ModuleUnpacker> unpacker, Progress progress) {
    this.cache = cache;
    this.apt = apt;
    this.unpacker = unpacker;
    this.progress = progress;
  }

  /**
   * Returns the kernels that lie in the cache.
   *
   * @return the kernels, oldest version first
   */
  public List<Kernel> cached() {
    return Folders.list(cache.root().resolve(FOLDER)).stream()
        .filter(folder -> !String.valueOf(folder.getFileName()).startsWith("."))
        .map(Kernel::read)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(Kernel::version).thenComparing(Kernel::release))
        .toList();
  }

  /**
   * Returns a kernel, bringing it into the cache first if it is not there. A series that has a
   * version in the cache is answered from there, so that two runs use the same kernel; "newest"
   * always asks the catalogue.
   *
   * @param query what is asked for
   * @param catalog asked only if the cache has no answer
   * @return the kernel
   * @throws LabException if there is no such kernel; the message lists those there are
   */
  public Kernel get(KernelQuery query, KernelCatalog catalog) {
    if (!query.newest()) {
      Optional<Kernel> kept =
          cached().stream().filter(k -> query.matches(k.version())).reduce((a, b) -> b);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    return obtain(choose(query, catalog.offers()));
  }

  static KernelOffer choose(KernelQuery query, List<KernelOffer> offers) {
    return offers.stream()
        .filter(offer -> query.matches(offer.version()))
        .max(KernelOffer.BY_VERSION)
        .orElseThrow(() -> new LabException("there is no kernel '"
            + query
            + "'; to be had are "
            + offers.stream()
                .map(offer -> offer.version().toString())
                .distinct()
                .collect(Collectors.joining(", "))
            + "; a prebuilt one can be put into "
            + SeedKernels.VARIABLE
            + " (docs/lab.md)"));
  }

  private Kernel obtain(KernelOffer offer) {
    Path folder = cache.entry(FOLDER + "/" + offer.release(), building -> fill(offer, building));
    return Kernel.read(folder)
        .orElseThrow(
            () -> new LabException(folder + " is no kernel of the lab: delete it and try again"));
  }

  private void fill(KernelOffer offer, Path folder) throws Exception {
    switch (offer.origin()) {
      case SEED -> copySeed(offer.seed().orElseThrow(), folder);
      case PACKAGE -> withPackages(offer, folder, unpacked -> keep(unpacked, folder));
      case SOURCE ->
        withPackages(offer, folder, unpacked -> FloorKernel.build(unpacked, folder, progress));
    }
    requireSchedExt(offer, KernelConfiguration.read(folder.resolve("config")));
    Kernel.writeFacts(offer, folder);
  }

  /**
   * Unpacks all modules of a kernel; the cache holds only those that the guest needs to boot.
   *
   * @param kernel one of the cache
   * @param catalog knows its packages
   * @param folder receives what a host has as {@code /lib/modules/RELEASE}
   * @throws Exception if they cannot be fetched
   */
  public void unpackModules(Kernel kernel, KernelCatalog catalog, Path folder) throws Exception {
    KernelOffer offer = catalog.offers().stream()
        .filter(o -> o.release().equals(kernel.release()) && o.origin() == KernelOrigin.PACKAGE)
        .findFirst()
        .orElseThrow(() -> new LabException("the modules of kernel " + kernel.release()
            + " are not to be had, and a node of a cluster needs them: choose another kernel, or"
            + " delete " + kernel.folder() + " to get one that Debian still has"));
    withPackages(offer, folder, unpacked -> {
      Path modules = unpacked.resolve("usr/lib/modules").resolve(kernel.release());
      for (Path part : Folders.list(modules)) {
        Files.move(part, folder.resolve(String.valueOf(part.getFileName())));
      }
    });
  }

  private static void requireSchedExt(KernelOffer offer, KernelConfiguration configuration) {
    if (!configuration.schedExt() || !configuration.btf()) {
      throw new LabException("kernel "
          + offer.release()
          + " was built without sched_ext or BTF (CONFIG_SCHED_CLASS_EXT,"
          + " CONFIG_DEBUG_INFO_BTF), so no test of the lab can run on it: choose another");
    }
  }

  private static void copySeed(Path image, Path folder) throws IOException {
    Files.copy(image, folder.resolve("vmlinuz"));
    Files.copy(SeedKernels.configuration(image), folder.resolve("config"));
  }

  /** What is done with unpacked packages. */
  @FunctionalInterface
  private interface Unpacked {
    void use(Path folder) throws Exception;
  }

  private void withPackages(KernelOffer offer, Path folder, Unpacked use) throws Exception {
    Path debs = Files.createDirectories(folder.resolve("debs"));
    Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
    progress.step("fetching kernel " + offer.release() + " from " + offer.suite(), () -> {
      Deb.unpack(apt.download(offer.packages(), debs), unpacked);
      return true;
    });
    use.use(unpacked);
    Folders.delete(debs);
    Folders.delete(unpacked);
  }

  private void keep(Path unpacked, Path folder) throws IOException {
    Files.copy(one(unpacked, "vmlinuz"), folder.resolve("vmlinuz"));
    Files.copy(one(unpacked, "config"), folder.resolve("config"));
    Path modules = Files.createDirectories(folder.resolve("modules"));
    for (Path module : find(unpacked, MODULE)) {
      if (module.toString().endsWith(".xz")) {
        unpacker.get().unpack(module, modules);
      } else {
        Files.copy(module, modules.resolve(MODULE));
      }
    }
  }

  private static Path one(Path unpacked, String name) throws IOException {
    List<Path> found = find(unpacked, name);
    if (found.isEmpty()) {
      throw new LabException(
          "the kernel's packages hold no " + name + ": Debian may have split them once more");
    }
    return found.get(0);
  }

  /** Finds files called {@code name}, or {@code name} and a suffix. */
  private static List<Path> find(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      var found = new ArrayList<Path>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String fileName = String.valueOf(file.getFileName());
        if (fileName.equals(name)
            || fileName.startsWith(name + "-")
            || fileName.equals(name + ".xz")) {
          found.add(file);
        }
      }
      return found;
    }
  }
}
