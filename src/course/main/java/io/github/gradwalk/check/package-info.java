/**
 * Checks of mathematics by numbers: three independent oracles for a derivative, and the ledger that a notebook keeps of
 * the equations it has checked.
 *
 * <p>Notebook <a href="{@docRoot}/../06-checking-gradients.html">06</a> is about them.
 */
package io.github.gradwalk.check;
