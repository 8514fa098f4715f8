package io.github.gradwalk.bench.spark;

import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import scala.jdk.javaapi.CollectionConverters;

/** Counts the evaluations of a loss and its gradient, whoever makes them: each is a job that is a {@code treeAggregate}. */
final class Evaluations extends SparkListener {
    private final SparkContext context;
    private int count;
    private int lastJob = -1;
    private long firstStart;
    private long lastEnd;

    Evaluations(SparkContext context) {
        this.context = context;
        context.addSparkListener(this);
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
        if (CollectionConverters.asJava(job.stageInfos()).stream()
                .anyMatch(stage -> stage.name().startsWith("treeAggregate"))) {
            firstStart = count == 0 ? job.time() : firstStart;
            lastJob = job.jobId();
            count++;
        }
    }

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd job) {
        lastEnd = job.jobId() == lastJob ? job.time() : lastEnd;
    }

    /** Begins to count from 0. */
    synchronized void forget() {
        count = 0;
    }

    /** Waits until Spark has told all that has happened. */
    void await() {
        try {
            context.listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized int count() {
        return count;
    }

    /** The mean time from the beginning of one evaluation to that of the next, with what the driver does in between. */
    synchronized double seconds() {
        return (lastEnd - firstStart) * 1e-3 / count;
    }
}
