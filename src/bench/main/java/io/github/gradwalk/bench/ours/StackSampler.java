package io.github.gradwalk.bench.ours;

import java.util.Arrays;
import java.util.function.Predicate;

/** Looks at a thread's stack every millisecond, and counts how often it is in methods of interest. */
final class StackSampler {
    private final Thread watched;
    private final Predicate<StackTraceElement> interest;
    private final Thread watcher = new Thread(this::watch, "sampler");
    private int looks;
    private int hits;

    StackSampler(Thread watched, Predicate<StackTraceElement> interest) {
        this.watched = watched;
        this.interest = interest;
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Ends watching, and returns the share of looks that found a method of interest. */
    double stop() {
        watcher.interrupt();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return (double) hits / looks;
    }

    private void watch() {
        while (!Thread.interrupted()) {
            looks++;
            hits += Arrays.stream(watched.getStackTrace()).anyMatch(interest) ? 1 : 0;
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
