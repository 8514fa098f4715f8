package io.github.spencerpark.jupyter.kernel.history;

/** The type of {@code getHistoryManager()}, which returns none, in IJava as here: clients ask the kernel itself for the history. */
public interface HistoryManager {}
