/**
 * Numerical checks of equations: three independent oracles for a derivative, and the ledger in which a notebook records the equations that it
 * has checked.
 *
 * <p>They are the subject of notebook <a href="{@docRoot}/../06-checking-gradients.html">06</a>.
 */
package io.github.gradwalk.check;
