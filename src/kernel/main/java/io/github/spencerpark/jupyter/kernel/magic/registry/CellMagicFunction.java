package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.util.List;

/** A magic on the rest of a cell. */
@FunctionalInterface
public interface CellMagicFunction<T> {
    T execute(List<String> arguments, String body) throws Exception;
}
