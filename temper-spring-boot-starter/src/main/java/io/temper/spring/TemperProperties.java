package io.temper.spring;

import io.temper.runtime.config.FileConfig;
import io.temper.threads.TemperThreads;
import io.temper.threads.Treatment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application configures of Temper.
 *
 * @param enabled Whether the starter does anything
 * @param mode What the application has Temper for
 * @param threads The groups of threads of this application, in mode participant
 * @param node The control loop in this process, in mode node
 */
@ConfigurationProperties("temper")
public record TemperProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("participant") TemperMode mode,
    @DefaultValue Threads threads,
    @DefaultValue Node node) {

  /**
   * The groups of threads of this application.
   *
   * @param groups Groups that the application names itself; the key is the name of the group, 1 to 12 ASCII
   *     letters, digits, dashes and underscores
   * @param pools The pools that the starter recognises
   */
  public record Threads(
      @DefaultValue Map<String, Group> groups, @DefaultValue Pools pools) {
    /**
     * Copies the groups and checks their names.
     *
     * @throws IllegalArgumentException if one cannot be the name of a group, or an executor is in two groups
     */
    public Threads {
      groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
      // It knows what may be the name of a group.
      groups.forEach((name, group) -> TemperThreads.group(name, group.treatment()));
      requireOneGroupEach(groups);
    }

    private static void requireOneGroupEach(Map<String, Group> groups) {
      Map<String, String> owners = new LinkedHashMap<>();
      groups.forEach((name, group) -> group.executors().forEach(executor -> {
        String other = owners.put(executor, name);
        if (other != null) {
          throw new IllegalArgumentException("the executor '" + executor + "' is in the groups '"
              + other + "' and '" + name + "' of temper.threads.groups: leave it in one");
        }
      }));
    }
  }

  /**
   * A group of threads.
   *
   * @param treatment How its threads matter among the threads of this application
   * @param executors Names of the beans, executors or schedulers of Spring, whose threads are in the group
   */
  public record Group(
      @DefaultValue("normal") Treatment treatment,
      @DefaultValue List<String> executors) {
    /** Copies the list. */
    public Group {
      executors = List.copyOf(executors);
    }
  }

  /**
   * The pools that the starter recognises.
   *
   * @param tomcat Threads of Tomcat that answer requests
   * @param netty Event loops of Reactor Netty's server
   * @param taskExecutor Each ThreadPoolTaskExecutor that is in no group
   * @param taskScheduler Each ThreadPoolTaskScheduler that is in no group
   * @param hikari Housekeeping threads of HikariCP
   * @param kafka Listener threads of Spring for Apache Kafka
   * @param quartz Worker threads of Quartz
   */
  public record Pools(
      @DefaultValue("unchanged") PoolTreatment tomcat,
      @DefaultValue("unchanged") PoolTreatment netty,
      @DefaultValue("unchanged") PoolTreatment taskExecutor,
      @DefaultValue("yield") PoolTreatment taskScheduler,
      @DefaultValue("unchanged") PoolTreatment hikari,
      @DefaultValue("unchanged") PoolTreatment kafka,
      @DefaultValue("yield") PoolTreatment quartz) {}

  /**
   * The control loop in this process.
   *
   * @param workloads The workload file, unless the application has a bean of type WorkloadSource
   * @param observe Whether plans are only made and shown, and nothing is enforced
   * @param poll How often the workloads are looked at, 100 ms to 1 minute
   * @param safeModeFile While this file is there, the node runs its stock scheduler
   * @param safeModeEndpoint Whether safe mode can be asked for and withdrawn at /actuator/temper
   */
  public record Node(
      @Nullable Path workloads,
      boolean observe,
      Duration poll,
      Path safeModeFile,
      boolean safeModeEndpoint) {
    private static final String WORKLOADS = "temper.node.workloads";
    private static final String SAFE_MODE_FILE = "temper.node.safe-mode-file";
    private static final Duration SHORTEST_POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_POLL = Duration.ofMinutes(1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the poll is out of range, or a path is relative or can
     *     only be a directory
     */
    public Node {
      if (poll.compareTo(SHORTEST_POLL) < 0 || poll.compareTo(LONGEST_POLL) > 0) {
        throw new IllegalArgumentException(
            "temper.node.poll is 100 ms to 1 minute, not " + poll.toMillis() + " ms");
      }
      FileConfig.requireFile(SAFE_MODE_FILE, safeModeFile);
      if (workloads != null) {
        FileConfig.requireFile(WORKLOADS, workloads);
      }
    }

    /**
     * Takes the paths as they are written: what makes a {@link Path} of them for Spring changes them before. An
     * empty one is one that is not set, as from a variable that has no value.
     */
    @ConstructorBinding
    Node(
        @Nullable String workloads,
        @DefaultValue("false") boolean observe,
        @DefaultValue("1s") Duration poll,
        @DefaultValue(FileConfig.SAFE_MODE) String safeModeFile,
        @DefaultValue("false") boolean safeModeEndpoint) {
      this(
          workloads == null || workloads.isEmpty() ? null : FileConfig.file(WORKLOADS, workloads),
          observe,
          poll,
          FileConfig.file(
              SAFE_MODE_FILE, safeModeFile.isEmpty() ? FileConfig.SAFE_MODE : safeModeFile),
          safeModeEndpoint);
    }
  }
}
