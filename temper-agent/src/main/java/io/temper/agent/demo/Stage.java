package io.temper.agent.demo;

import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.measure.Latencies;
import java.time.Duration;

/** The machine that arms are measured on. For one thread. */
interface Stage {

  /**
   * Brings the machine into the state of an arm.
   *
   * @param arm what is measured next
   * @param round the number of the round, from 0
   * @return to be closed afterwards, which takes the machine back
   */
  Setting enter(Arm arm, int round);

  /** Sends requests for the time given and reads what the batch did meanwhile. */
  Reading measure(Duration time);

  /** A machine in the state of an arm. */
  interface Setting extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * What came of some time of requests.
   *
   * @param elapsed how long requests ran
   * @param latencies every request
   * @param batchRate work of the batch in MB hashed per second
   */
  record Reading(Duration elapsed, Latencies latencies, double batchRate) {}
}
