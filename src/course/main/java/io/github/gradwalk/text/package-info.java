/** How numbers are written wherever somebody reads them. */
package io.github.gradwalk.text;
