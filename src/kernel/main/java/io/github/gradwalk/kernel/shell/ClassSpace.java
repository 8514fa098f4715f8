package io.github.gradwalk.kernel.shell;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;

/** The memory for classes, if the virtual machine limits it. */
final class ClassSpace {
    /** Hardly anything fills it faster. */
    private static final long BYTES_PER_MILLISECOND = 200_000;

    private static final int KEPT_PERCENT = 10;

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().matches("Metaspace|Compressed Class Space"))
            .filter(pool -> pool.getUsage().getMax() > 0)
            .toList();

    /** Returns how long it will be free at least; 0 if it is nearly full. */
    long millisecondsLeft() {
        return pools.stream()
                .mapToLong(pool -> {
                    final var usage = pool.getUsage();
                    return usage.getMax() / 100 * (100 - KEPT_PERCENT) - usage.getCommitted();
                })
                .map(bytes -> Math.max(0, bytes) / BYTES_PER_MILLISECOND)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
