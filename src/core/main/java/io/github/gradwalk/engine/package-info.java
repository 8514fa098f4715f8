/**
 * How matrix products and elementary functions are computed fast, with the same bits on every machine unless a BLAS is used.
 *
 * <p>This package is not an API for users: it is public only because the mathematics above it is in another package, and may
 * change at any time.
 */
package io.github.gradwalk.engine;
