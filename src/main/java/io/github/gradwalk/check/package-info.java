/**
 * Checks of mathematics by numbers: three independent oracles for a derivative, and the ledger that a notebook keeps of
 * the equations it has checked.
 */
package io.github.gradwalk.check;
