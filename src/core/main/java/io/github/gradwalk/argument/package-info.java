/** How arguments are checked, and how messages name what was wrong with them. */
package io.github.gradwalk.argument;
