/** What is written in HTML: text that is escaped, and tables. */
package io.github.gradwalk.html;
