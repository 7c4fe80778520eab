package io.temper.runtime.usage;

import io.temper.TemperException;
import io.temper.node.NodeTopology;
import io.temper.observe.LayerDelay;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerRole;
import io.temper.plan.Member;
import io.temper.profile.ThreadTreatment;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.LayerWaits;
import io.temper.rightsize.usage.UsageReading;
import io.temper.spi.AttachedScheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to what was read of containers what the scheduler in charge counts: whom their layers wait for, and
 * how busy the hardware threads beside their busiest threads are. Without a scheduler nothing is added, and
 * neither is where thread profiles divide a tier: its waits are counted for several layers then. For one
 * thread.
 */
public final class SchedulerUse implements UnaryOperator<UsageLook> {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerUse.class);

  private final Supplier<Optional<AttachedScheduler>> inCharge;
  private final Supplier<Optional<EnforcementPlan>> plan;
  private final Supplier<Optional<NodeTopology>> topology;
  private final SiblingWatches siblings = new SiblingWatches();
  private @Nullable AttachedScheduler last;
  private long attachment;
  private long problemOf;

  /**
   * Creates one that has seen nothing yet.
   *
   * @param inCharge gives the scheduler in charge; empty while there is none
   * @param plan gives the plan that it goes by; empty while there is none
   * @param topology gives the machine; empty while it is not known
   */
  public SchedulerUse(
      Supplier<Optional<AttachedScheduler>> inCharge,
      Supplier<Optional<EnforcementPlan>> plan,
      Supplier<Optional<NodeTopology>> topology) {
    this.inCharge = inCharge;
    this.plan = plan;
    this.topology = topology;
  }

  @Override
  public UsageLook apply(UsageLook look) {
    AttachedScheduler now = inCharge.get().orElse(null);
    if (now != last) {
      attachment++;
      siblings.forget();
      last = now;
    }
    EnforcementPlan planned = plan.get().orElse(null);
    if (now == null || planned == null) {
      return look;
    }
    try {
      return told(look, now, planned);
    } catch (IllegalStateException closedMeanwhile) {
      return look;
    } catch (TemperException e) {
      noteProblem(e);
      return look;
    }
  }

  /** Said once for each attachment: what the kernel alone tells counts on. */
  private void noteProblem(TemperException problem) {
    if (problemOf != attachment) {
      problemOf = attachment;
      LOG.warn("containers are watched without what the scheduler counts: {}", problem.toString());
    }
  }

  private UsageLook told(UsageLook look, AttachedScheduler now, EnforcementPlan planned) {
    Map<Named, Place> places = places(planned);
    Map<String, Waits> waits = waits(now.delays().entries());
    boolean hasSiblings = topology.get().filter(SchedulerUse::hasSiblings).isPresent();
    Map<ContainerId, UsageReading> readings = new HashMap<>(look.readings());
    Set<ContainerId> watched = new HashSet<>();
    look.readings().forEach((id, reading) -> {
      Place place = places.get(new Named(id.namespace(), id.workload()));
      if (place != null) {
        Double busy = null;
        if (hasSiblings && !place.ownsItsCores()) {
          watched.add(id);
          busy = siblings.busyShare(now, id, reading);
        }
        LayerWaits its = waits.getOrDefault(place.layer(), Waits.NONE).of(attachment, place);
        readings.put(id, reading.withScheduler(its, busy));
      }
    });
    siblings.retain(watched);
    return new UsageLook(readings, look.unread());
  }

  private static Map<Named, Place> places(EnforcementPlan planned) {
    Map<String, Integer> members = new HashMap<>();
    planned.members().forEach(member -> members.merge(member.layer(), 1, Integer::sum));
    Map<String, Place> ofLayers = new HashMap<>();
    for (Layer layer : undivided(planned)) {
      boolean isAlone = members.getOrDefault(layer.name(), 0) == 1;
      boolean isFenced = !layer.kind().fencedCpus().isEmpty();
      ofLayers.put(layer.name(), new Place(layer.name(), isAlone, isFenced));
    }
    Map<Named, Place> places = new HashMap<>();
    for (Member member : planned.members()) {
      Place place = ofLayers.get(member.layer());
      if (place != null) {
        places.put(new Named(member.id().namespace(), member.id().name()), place);
      }
    }
    return places;
  }

  /** Returns the layers that have all threads of their workloads. */
  private static List<Layer> undivided(EnforcementPlan planned) {
    Set<LayerRole> divided = planned.layers().stream()
        .filter(layer -> layer.treatment() != ThreadTreatment.NORMAL)
        .map(Layer::role)
        .collect(Collectors.toSet());
    return planned.layers().stream()
        .filter(layer -> !divided.contains(layer.role()))
        .toList();
  }

  private static boolean hasSiblings(NodeTopology machine) {
    return machine.cores().stream().anyMatch(core -> core.cpus().size() > 1);
  }

  private static Map<String, Waits> waits(List<LayerDelay> delays) {
    Map<String, Map<String, Duration>> causes = new HashMap<>();
    Map<String, Duration> nobodys = new HashMap<>();
    for (LayerDelay delay : delays) {
      String cause = delay.cause();
      Map<String, Duration> its = causes.computeIfAbsent(delay.waiter(), key -> new HashMap<>());
      if (cause == null) {
        nobodys.merge(delay.waiter(), delay.time(), Duration::plus);
      } else {
        its.merge(cause, delay.time(), Duration::plus);
      }
    }
    Map<String, Waits> waits = new HashMap<>();
    causes.forEach((layer, its) ->
        waits.put(layer, new Waits(its, nobodys.getOrDefault(layer, Duration.ZERO))));
    return waits;
  }

  /**
   * What a member of the plan and a container have in common: histories go on when a workload is created
   * anew, so containers do not tell its unique id.
   *
   * @param namespace its namespace
   * @param name its name there
   */
  private record Named(String namespace, String name) {}

  /**
   * Where a workload is.
   *
   * @param layer the name of its layer
   * @param isAlone whether no other workload is in it
   * @param isFenced whether no other layer runs on its cores
   */
  private record Place(String layer, boolean isAlone, boolean isFenced) {
    /** Whatever is busy beside it is its own. */
    private boolean ownsItsCores() {
      return isAlone && isFenced;
    }
  }

  /** For how long a layer waited so far, by cause, and because of nobody. */
  private record Waits(Map<String, Duration> byCause, Duration byNobody) {
    private static final Waits NONE = new Waits(Map.of(), Duration.ZERO);

    private LayerWaits of(long attachment, Place place) {
      return new LayerWaits(attachment, place.layer(), byCause, byNobody, place.isAlone());
    }
  }
}
