package io.github.gradwalk.kernel.shell;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;

/**
 * Makes the threads of the common pool, so that what they run for a cell finds the services that cells have added to the class path. The
 * threads that Java itself makes look for services only where the process was started.
 */
public final class PoolThreads implements ForkJoinWorkerThreadFactory {
    private static final ThreadGroup GROUP = Thread.currentThread().getThreadGroup();
    private static volatile ClassLoader loader = ClassLoader.getSystemClassLoader();

    /** For Java, which knows the name of this class from {@link #install}. */
    public PoolThreads() {}

    /** Has no effect once the common pool is in use. Must be called by a thread that belongs to no cell. */
    public static void install() {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.threadFactory", PoolThreads.class.getName());
    }

    /** Threads that are made from now on find services with this loader. */
    static void setLoader(ClassLoader cells) {
        loader = cells;
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        if (!CellThreads.includeCurrentThread()) {
            return new Worker(pool);
        }
        // A new thread joins the group of the thread that makes it, and this one must outlive the cell.
        final var worker = new FutureTask<ForkJoinWorkerThread>(() -> new Worker(pool));
        new Thread(GROUP, worker, "kernel-pool").start();
        return awaited(worker);
    }

    private static <T> T awaited(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("no thread for the common pool", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ForkJoinPool pool) {
            super(pool);
            setContextClassLoader(loader);
        }
    }
}
