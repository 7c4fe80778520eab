package io.temper.rightsize;

import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.List;

/**
 * Something that led to a {@link Recommendation}, with its numbers. Programs tell the cases apart by
 * type or by {@link #name()}; people read {@link #sentence()}.
 */
public sealed interface Reason {
  /**
   * Returns the name of the case. It is stable: files may carry it.
   *
   * @return for example {@code Contention}
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Says what was seen, and what it means for the request.
   *
   * @return one or two sentences for people
   */
  String sentence();

  /**
   * Others kept the threads waiting, so usage is less than what they want.
   *
   * @param used what they used, on average
   * @param wanted what they would have used, on average
   * @param waitShare which part of the time they wanted to run or ran they waited, 0 to 1
   */
  record Contention(CpuQuantity used, CpuQuantity wanted, double waitShare) implements Reason {
    @Override
    public String sentence() {
      return "Others kept its threads waiting for " + Phrases.percent(waitShare)
          + " of the time that they ran or wanted to: it used " + Phrases.cpus(used)
          + " on average and wanted " + Phrases.cpus(wanted) + ".";
    }
  }

  /**
   * The container's own limit held its threads, which no request changes.
   *
   * @param periodShare in which part of the limit's periods, 0 to 1
   * @param unlimited what they would use at most without a limit, on average
   */
  record Throttled(double periodShare, CpuQuantity unlimited) implements Reason {
    @Override
    public String sentence() {
      return "Its own limit held it in " + Phrases.percent(periodShare)
          + " of the periods. No request helps against that: raise the limit, up to "
          + Phrases.cpus(unlimited) + ", or run fewer threads.";
    }
  }

  /**
   * The request cannot exceed the limit.
   *
   * @param wished what would have been recommended
   * @param limit the limit
   */
  record AtLimit(CpuQuantity wished, CpuQuantity limit) implements Reason {
    @Override
    public String sentence() {
      return "It would need " + Phrases.cpus(wished) + ", but its limit is " + limit
          + ": raise the limit as well to let it have more.";
    }
  }

  /**
   * No request that exceeds the CPUs of the node can be placed there.
   *
   * @param wished what would have been recommended
   * @param node all CPUs of the node
   */
  record AtNode(CpuQuantity wished, CpuQuantity node) implements Reason {
    @Override
    public String sentence() {
      return "It would need " + Phrases.cpus(wished) + ", but the node has " + Phrases.cpus(node)
          + " in all, and some of them belong to the system: run more replicas, or choose larger"
          + " nodes.";
    }
  }

  /**
   * Bursts are above what is typical.
   *
   * @param typical what half of the time is enough
   * @param burst what less than 3 % of the minutes want more than, if only for a short window
   */
  record Bursts(CpuQuantity typical, CpuQuantity burst) implements Reason {
    @Override
    public String sentence() {
      return "It comes in bursts: " + Phrases.cpus(typical)
          + " is enough half of the time, but in 5 % of" + " the minutes it wants "
          + Phrases.cpus(burst) + ", if only for seconds.";
    }
  }

  /**
   * What it wants has risen within minutes and stayed.
   *
   * @param before what it wanted before
   * @param now what it wants in most of the last minutes
   */
  record Step(CpuQuantity before, CpuQuantity now) implements Reason {
    @Override
    public String sentence() {
      return "It wants " + Phrases.cpus(now) + " in most of the last minutes, up from "
          + Phrases.cpus(before) + "; the history has yet to follow.";
    }
  }

  /**
   * Starting up takes more than running.
   *
   * @param starting what it wants while it starts
   * @param running what it wants later
   */
  record StartUp(CpuQuantity starting, CpuQuantity running) implements Reason {
    @Override
    public String sentence() {
      return "While it starts it wants " + Phrases.cpus(starting) + ", later "
          + Phrases.cpus(running)
          + ". The request is for later; boost the start, or accept a slow one.";
    }
  }

  /**
   * More threads want to run at once than the average tells.
   *
   * @param threads how many, in 5 % of the looks
   * @param limit the limit that they share; its share of a period is used up early
   */
  record Parallel(long threads, CpuQuantity limit) implements Reason {
    @Override
    public String sentence() {
      return Phrases.count(threads, "thread") + " want to run at once, but the limit is " + limit
          + ": together they use it up early in each period and then all stand still.";
    }
  }

  /**
   * One thread does all the work, and it is busy all the time.
   *
   * @param wanted what it wants
   */
  record OneThread(CpuQuantity wanted) implements Reason {
    @Override
    public String sentence() {
      return "Hardly ever more than one thread is runnable, and it wants " + Phrases.cpus(wanted)
          + ": more than 1 CPU would not make it faster.";
    }
  }

  /**
   * The hardware thread beside was busy, too, so a CPU was worth less than one.
   *
   * @param busyShare for which part of the run time, 0 to 1
   */
  record SiblingPressure(double busyShare) implements Reason {
    @Override
    public String sentence() {
      return "For " + Phrases.percent(busyShare)
          + " of its run time the other hardware thread of its core"
          + " was busy, too: with whole cores it would want less.";
    }
  }

  /**
   * One layer caused most of the delays.
   *
   * @param layer its name
   * @param share which part of them, 0 to 1
   */
  record DelayedBy(String layer, double share) implements Reason {
    @Override
    public String sentence() {
      return "Layer '" + layer + "' caused " + Phrases.percent(share) + " of the delays.";
    }
  }

  /**
   * Its request covers what it wants, and yet it is kept waiting.
   *
   * @param request the request
   * @param wanted what it wants
   */
  record Covered(CpuQuantity request, CpuQuantity wanted) implements Reason {
    @Override
    public String sentence() {
      return "Its request of " + request + " covers the " + Phrases.cpus(wanted)
          + " that it wants, so"
          + " more request is no cure: part it from its neighbours, or raise its tier.";
    }
  }

  /**
   * A horizontal autoscaler goes by the request.
   *
   * @param scalePoint the use per replica that the autoscaler keeps
   * @param targetPercent the target to set together with the recommended request
   */
  record ScaledByHpa(CpuQuantity scalePoint, int targetPercent) implements Reason {
    @Override
    public String sentence() {
      return "An autoscaler keeps each replica at " + Phrases.cpus(scalePoint)
          + ": set its target to " + targetPercent
          + " % together with the request, or the two will chase each other.";
    }
  }

  /**
   * A Java program would size itself differently.
   *
   * @param changes what differs, one phrase each
   */
  record JvmChanges(List<String> changes) implements Reason {
    /** Copies the list. */
    public JvmChanges {
      changes = List.copyOf(changes);
    }

    @Override
    public String sentence() {
      return "At its next start the JVM would change " + String.join(", ", changes)
          + "; pin what must stay with -XX:ActiveProcessorCount or the option itself.";
    }
  }

  /**
   * A Java program goes by its limit alone.
   *
   * @param processors how many processors it counts now
   */
  record JvmIgnoresRequest(int processors) implements Reason {
    @Override
    public String sentence() {
      return "The JVM counts " + Phrases.count(processors, "processor")
          + " by its limit or node; the request changes none of its pools.";
    }
  }

  /**
   * The waits of threads were not read all of the time.
   *
   * @param share in which part of the windows, 0 to 1
   */
  record WaitUnknown(double share) implements Reason {
    @Override
    public String sentence() {
      return "In " + Phrases.percent(share)
          + " of the time the waits of its threads could not be read;"
          + " there it is taken to want what it used and, where the kernel tells it, what the pressure of"
          + " its group adds at least. That may be too little.";
    }
  }

  /**
   * Too little was seen.
   *
   * @param samples how many windows
   * @param span in which time
   * @param needed how many windows it takes
   */
  record LittleEvidence(long samples, Duration span, long needed) implements Reason {
    @Override
    public String sentence() {
      return "Only " + Phrases.count(samples, "window") + " in " + Phrases.time(span)
          + " were seen; it takes " + needed + ".";
    }
  }

  /**
   * It was started again and again.
   *
   * @param restarts how often
   */
  record Restarts(long restarts) implements Reason {
    @Override
    public String sentence() {
      return "It was started " + restarts + " times in the evidence: find out why before its size.";
    }
  }
}
