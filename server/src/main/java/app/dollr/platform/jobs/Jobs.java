package app.dollr.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All jobs of this node. Jobs on rows run on every node; chores run on one node at a time, which
 * db-scheduler sees to.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final Duration CHORES_POLLED = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int MOST_ROUNDS = 10_000;

  private record Chore(String name, Duration every, Runnable work) {}

  private final Clock clock;
  private final MeterRegistry metrics;
  private final Duration choresPolled;
  private final List<JobLoop> loops = new ArrayList<>();
  private final List<Chore> chores = new ArrayList<>();
  private @Nullable Scheduler scheduler;

  public Jobs(Clock clock, MeterRegistry metrics) {
    this(clock, metrics, CHORES_POLLED);
  }

  /** Jobs that ask for chores at another pace. */
  Jobs(Clock clock, MeterRegistry metrics, Duration choresPolled) {
    this.clock = clock;
    this.metrics = metrics;
    this.choresPolled = choresPolled;
  }

  /**
   * Adds a job that looks for work at least once {@code every}.
   *
   * @return what makes it look at once
   */
  public Runnable add(String name, Duration every, Job job) {
    var loop = new JobLoop(name, every, job);
    loops.add(loop);
    Gauge.builder("dollr.jobs.lag.seconds", () -> lagSeconds(job))
        .description("Age of the oldest work that waits")
        .tag("job", name)
        .register(metrics);
    return loop::wake;
  }

  /** Adds a chore that some node does once {@code every}; doing it twice must do no harm. */
  public void addChore(String name, Duration every, Runnable work) {
    chores.add(new Chore(name, every, work));
  }

  /** Begins to work in the background. */
  public void start(DataSource database) {
    loops.forEach(JobLoop::start);
    var recurring = chores.stream().map(Jobs::recurring).toList();
    scheduler =
        Scheduler.create(database)
            .tableName("platform.scheduled_tasks")
            .startTasks(recurring)
            .clock(clock::instant)
            .pollingInterval(choresPolled)
            .threads(1)
            .alwaysPersistTimestampInUTC()
            .shutdownMaxWait(GRACE)
            .build();
    scheduler.start();
  }

  /**
   * Does all that is due now, here and in this thread, until nothing is: how tests and a graceful
   * end drive jobs.
   */
  public void runDue() {
    chores.forEach(chore -> chore.work().run());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean found = false;
      for (var loop : loops) {
        found |= loop.runOnce();
      }
      if (!found) {
        return;
      }
    }
    throw new IllegalStateException("jobs still find work after %d rounds".formatted(MOST_ROUNDS));
  }

  /** Ends the loops, waiting for what is under way. */
  @Override
  public void close() {
    if (scheduler != null) {
      scheduler.stop();
    }
    loops.forEach(JobLoop::close);
  }

  private static RecurringTask<Void> recurring(Chore chore) {
    return Tasks.recurring(chore.name(), FixedDelay.of(chore.every()))
        .execute((instance, context) -> run(chore));
  }

  private static void run(Chore chore) {
    try {
      chore.work().run();
    } catch (RuntimeException e) {
      LOG.error("chore {} failed", chore.name(), e);
    }
  }

  private double lagSeconds(Job job) {
    return job.oldestDue()
        .map(due -> Math.max(0, Duration.between(due, clock.instant()).toMillis() / 1000.0))
        .orElse(0.0);
  }
}
