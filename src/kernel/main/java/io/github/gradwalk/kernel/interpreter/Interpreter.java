package io.github.gradwalk.kernel.interpreter;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What runs cells and helps to write them. Cells are run by one thread, and the questions about code being written come from another, also while
 * a cell runs; {@link #interrupt} and {@link #abandon} may come from any. It knows nothing of clients, messages or sockets. Positions in code are offsets in UTF-16 units, as in a {@code String}.
 */
public interface Interpreter {
    /** Runs a cell and returns its result, if there is one to show; throws {@code CellException} when the cell fails. */
    Optional<MimeBundle> execute(Cell cell) throws CellException;

    /** Returns what could replace the word that ends at the cursor. */
    Completion complete(String code, int cursor);

    /** Returns signature and documentation of what is at the cursor, as plain text and as HTML, if anything is known about it. */
    Optional<MimeBundle> inspect(String code, int cursor);

    /** Says whether code can be run as it is. */
    Completeness isComplete(String code);

    /** Stops the cell that is running or, if there is none, the next one. */
    void interrupt();

    /** Withdraws an interrupt: the cell that it was meant for has ended. */
    void forgetInterrupt();

    /** Stops waiting for the running cell, without stopping it: the process is about to end. */
    void abandon();

    /** Makes the first cells fast by running code of its own, for as long as nothing is waiting to be run. */
    void warmUp(BooleanSupplier nothingWaits) throws CellException;

    /** Makes the first completion fast, once, while cells can be run as well; called when the client pauses. */
    void prepareCompletion();
}
