package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.util.List;

/** A magic on one line. */
@FunctionalInterface
public interface LineMagicFunction<T> {
    T execute(List<String> arguments) throws Exception;
}
