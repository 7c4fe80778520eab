package io.temper.lab;

import io.temper.lab.cluster.ClusterPrograms;
import io.temper.lab.cluster.HelmBuild;
import io.temper.lab.cluster.KubernetesBuild;
import io.temper.lab.cluster.ProgramSearch;
import io.temper.lab.debian.Apt;
import io.temper.lab.debian.Deb;
import io.temper.lab.debian.DebianMirror;
import io.temper.lab.host.Folders;
import io.temper.lab.host.LabCache;
import io.temper.lab.host.Progress;
import io.temper.lab.host.Resources;
import io.temper.lab.host.Tools;
import io.temper.lab.kernel.Kernel;
import io.temper.lab.kernel.KernelCatalog;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.kernel.KernelStore;
import io.temper.lab.vm.LabVm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * Obtains whatever a virtual machine needs, each thing when it is first asked for, and keeps it in
 * the cache. Not thread-safe; several processes may use one cache at once.
 */
public final class LabSetup {
  /** The Debian release of the guest and of the tools. */
  private static final String SUITE = "trixie";

  /** Part of the cache keys: to be raised when the way something is made changes. */
  private static final int RECIPE = 1;

  private final Map<String, String> environment;
  private final Progress progress;
  private final LabCache cache;

  /**
   * Creates a set-up.
   *
   * @param environment the environment variables: where the cache and the mirror are
   * @param home the user's home folder
   * @param progress where long steps are told
   */
  public LabSetup(Map<String, String> environment, Path home, Progress progress) {
    this.environment = Map.copyOf(environment);
    this.progress = progress;
    this.cache = new LabCache(LabCache.rootOf(environment, home), progress);
  }

  /**
   * Returns the set-up of this process: its environment, its user's home, progress on standard
   * error.
   *
   * @return the set-up
   */
  public static LabSetup ofProcess() {
    return new LabSetup(
        System.getenv(), Path.of(System.getProperty("user.home")), new Progress(System.err));
  }

  /**
   * Returns where long steps are told.
   *
   * @return the progress given at creation
   */
  public Progress progress() {
    return progress;
  }

  /**
   * Returns the folder that holds everything.
   *
   * @return the cache's folder
   */
  public Path cacheRoot() {
    return cache.root();
  }

  /**
   * Returns a virtual machine with a kernel, after obtaining the tools, the root file system and
   * the kernel.
   *
   * @param query which kernel
   * @return the machine, not running
   * @throws LabException if something cannot be obtained
   */
  public LabVm machine(KernelQuery query) {
    Tools tools = tools();
    Path root = rootImage(tools, RootImage.Kind.GUEST);
    Kernel kernel = kernels().get(query, catalog());
    return new LabVm(tools, root, kernel, cache.root(), progress);
  }

  /**
   * Returns a virtual machine that can be a node of a cluster: its root file system has containerd as well.
   *
   * @param query which kernel
   * @return the machine, not running
   * @throws LabException if something cannot be obtained
   */
  public LabVm nodeMachine(KernelQuery query) {
    Tools tools = tools();
    Path root = rootImage(tools, RootImage.Kind.NODE);
    Kernel kernel = kernels().get(query, catalog());
    return new LabVm(tools, root, kernel, cache.root(), progress);
  }

  /**
   * Returns the modules of a kernel, all of them.
   *
   * @param kernel from {@link #nodeMachine}
   * @return the folder that a host has as {@code /lib/modules/RELEASE}
   * @throws LabException if they cannot be obtained
   */
  public Path modules(Kernel kernel) {
    return cache.entry("modules/" + kernel.release(), folder -> kernels()
        .unpackModules(kernel, catalog(), folder));
  }

  /**
   * Returns the only program that images of the lab hold.
   *
   * @return a busybox that needs no library
   */
  public Path busybox() {
    return tools().file("usr/bin/busybox");
  }

  /**
   * Returns the kernels that are in the cache or can be brought there.
   *
   * @return the store
   */
  public KernelStore kernels() {
    return new KernelStore(cache, kernelApt(), () -> tools()::unpackModule, progress);
  }

  /**
   * Returns what can be had.
   *
   * @return the catalogue
   */
  public KernelCatalog catalog() {
    return new KernelCatalog(kernelApt(), cache, environment, progress);
  }

  /**
   * Returns the programs of a cluster, after obtaining those that are not there yet.
   *
   * @param version of Kubernetes
   * @return all of them
   * @throws LabException if one cannot be obtained
   */
  public ClusterPrograms clusterPrograms(String version) {
    return clusterPrograms(version, new ProgramSearch(environment, cache.root()));
  }

  /**
   * Returns the programs of a cluster of just this version: those of the cache, whatever else is on this host.
   *
   * @param version of Kubernetes
   * @return all of them; those of Kubernetes and etcd are in one folder
   * @throws LabException if one cannot be obtained
   */
  public ClusterPrograms ownClusterPrograms(String version) {
    return clusterPrograms(version, new ProgramSearch(Map.of(), cache.root()));
  }

  private ClusterPrograms clusterPrograms(String version, ProgramSearch search) {
    requireHost();
    Path helm = search.helm().orElseGet(() -> cache
        .entry("helm/" + HelmBuild.VERSION, folder -> HelmBuild.build(folder, progress))
        .resolve("helm"));
    cache.locked("kubernetes/" + version, () -> obtainMissing(version, search));
    return ClusterPrograms.collect(
        version, helm, (program, v) -> search.kubernetes(program, v).orElseThrow());
  }

  /** Adds to what an earlier version of the lab may have put there. All in one build: they share most packages. */
  private boolean obtainMissing(String version, ProgramSearch search) throws Exception {
    Path kept = Files.createDirectories(search.kubernetesFolder(version));
    if (search.kubernetes(ClusterPrograms.ETCD, version).isEmpty()) {
      progress.step("fetching etcd", () -> fetchEtcd(kept));
    }
    List<String> missing = ClusterPrograms.BUILT.stream()
        .filter(program -> search.kubernetes(program, version).isEmpty())
        .toList();
    if (!missing.isEmpty()) {
      Path building = kept.resolveSibling("." + version + ".building");
      Folders.delete(building);
      Files.createDirectories(building);
      KubernetesBuild.build(version, missing, building, progress);
      for (String program : missing) {
        Files.move(
            building.resolve(program), kept.resolve(program), StandardCopyOption.ATOMIC_MOVE);
      }
      Folders.delete(building);
    }
    return true;
  }

  /** With all its libraries, as the other tools. */
  private boolean fetchEtcd(Path folder) throws IOException {
    Path debs = Files.createDirectories(folder.resolve("debs"));
    Folders.delete(folder.resolve("debian"));
    Path root = Files.createDirectories(folder.resolve("debian"));
    List<Path> files = guestApt().downloadClosure(List.of("etcd-server"), debs);
    Deb.unpack(RootImage.baseFirst(files), root);
    Folders.delete(debs);
    Path start = folder.resolve("etcd");
    Files.write(start, Resources.bytes("cluster/etcd.sh"));
    return start.toFile().setExecutable(true);
  }

  private Tools tools() {
    requireHost();
    String inputs = RECIPE + SUITE + Resources.list("image/tools.packages");
    return new Tools(cache.entry(
        "tools-" + LabCache.hash(inputs),
        folder -> progress.step("fetching QEMU and tools", () -> fetchTools(folder))));
  }

  private boolean fetchTools(Path folder) throws IOException {
    Path debs = Files.createDirectories(folder.resolve("debs"));
    List<Path> files = guestApt().downloadClosure(Resources.list("image/tools.packages"), debs);
    Deb.unpack(RootImage.baseFirst(files), folder);
    Folders.delete(debs);
    return true;
  }

  private Path rootImage(Tools tools, RootImage.Kind kind) {
    String inputs = RECIPE + SUITE + kind.packages() + Resources.list("image/root.omitted");
    Path entry = cache.entry(
        "root-" + LabCache.hash(inputs),
        folder -> progress.step("making the guest's root file system", () -> {
          RootImage.make(kind, guestApt(), tools, folder);
          return true;
        }));
    return entry.resolve(RootImage.FILE);
  }

  /** An apt with fresh indexes of the guest's release; called only when something is fetched. */
  private Apt guestApt() {
    var apt = new Apt(cache.root().resolve("apt-guest"), this::mirror, List.of(SUITE));
    cache.locked("apt-guest", () -> {
      apt.update();
      return true;
    });
    return apt;
  }

  private Apt kernelApt() {
    return new Apt(cache.root().resolve("apt-kernels"), this::mirror, KernelCatalog.SUITES);
  }

  private DebianMirror mirror() {
    return DebianMirror.find(environment, Path.of("/"));
  }

  private static void requireHost() {
    String architecture = System.getProperty("os.arch");
    if (!"amd64".equals(architecture) || !"Linux".equals(System.getProperty("os.name"))) {
      throw new LabException("the lab runs on Linux on x86-64 and not on "
          + System.getProperty("os.name")
          + " on "
          + architecture);
    }
    for (String program : List.of("apt-get", "dpkg-deb", "tar")) {
      if (!Files.isExecutable(Path.of("/usr/bin", program))
          && !Files.isExecutable(Path.of("/bin", program))) {
        throw new LabException("the lab needs '"
            + program
            + "': install apt, dpkg, tar and debian-archive-keyring from your distribution");
      }
    }
  }
}
